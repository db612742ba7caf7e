package io.rmix.introspect;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The annotations by which an interface says names of a wire; RMIX's own are described as what they mean. */
final class Annotations {
    private static final String PREFIX = "jakarta.jws.";
    private static final String PACKAGE = "jakarta.xml.bind.annotation.XmlSchema";

    private Annotations() {}

    /** Whether a class is such an annotation. */
    static boolean known(String type) {
        return type.startsWith(PREFIX) || type.equals(PACKAGE);
    }

    /** Whether a constant, with its class, may be a member of one. */
    static boolean knownConstant(String constant) {
        return constant.startsWith(PREFIX) || constant.startsWith("jakarta.xml.bind.annotation.XmlNsForm.");
    }

    /** Those of an element, by class. */
    static List<AnnotationInfo> of(AnnotatedElement element) {
        List<AnnotationInfo> found = new ArrayList<>();
        for (Annotation annotation : element.getAnnotations()) {
            if (known(annotation.annotationType().getName())) found.add(read(annotation));
        }
        found.sort(Comparator.comparing(AnnotationInfo::type));
        return found;
    }

    private static AnnotationInfo read(Annotation annotation) {
        Map<String, String> texts = new TreeMap<>();
        Map<String, Boolean> flags = new TreeMap<>();
        Map<String, String> constants = new TreeMap<>();
        for (Method member : annotation.annotationType().getDeclaredMethods()) {
            Object value = value(annotation, member);
            if (value.equals(member.getDefaultValue())) continue;
            if (value instanceof String text) texts.put(member.getName(), text);
            else if (value instanceof Boolean flag) flags.put(member.getName(), flag);
            else if (value instanceof Enum<?> constant)
                constants.put(member.getName(), constant.getDeclaringClass().getName() + "." + constant.name());
        }
        return new AnnotationInfo(annotation.annotationType().getName(), texts, flags, constants);
    }

    private static Object value(Annotation annotation, Method member) {
        try {
            return member.invoke(annotation);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read " + member, e);
        }
    }
}
