package io.rmix.introspect;

import io.rmix.Name;
import java.util.List;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** What all classes that are made have alike. */
final class ClassFile {
    static final int VERSION = Opcodes.V17;

    private ClassFile() {}

    /** Takes annotations: of a class, method, parameter or component. */
    interface Annotated {
        AnnotationVisitor visit(String descriptor, boolean visible);
    }

    static ClassWriter writer() {
        return new ClassWriter(ClassWriter.COMPUTE_MAXS);
    }

    /** {@link Name}, where the class, method or field is called otherwise. */
    static void name(Annotated target, String name, String javaName) {
        if (name.equals(javaName)) return;
        AnnotationVisitor annotation = target.visit(Type.getDescriptor(Name.class), true);
        annotation.visit("value", name);
        annotation.visitEnd();
    }

    /** The last instruction of a method, with which it returns. */
    static void end(MethodVisitor code, int instruction) {
        code.visitInsn(instruction);
        code.visitMaxs(0, 0);
        code.visitEnd();
    }

    /** A mark without members. */
    static void mark(Annotated target, Class<?> type) {
        target.visit(Type.getDescriptor(type), true).visitEnd();
    }

    static void annotate(Annotated target, List<AnnotationInfo> annotations) {
        for (AnnotationInfo info : annotations) {
            AnnotationVisitor annotation =
                    target.visit(JavaTypes.object(info.type()).getDescriptor(), true);
            info.texts().forEach(annotation::visit);
            info.flags().forEach(annotation::visit);
            info.constants().forEach((member, constant) -> {
                int dot = constant.lastIndexOf('.');
                annotation.visitEnum(
                        member,
                        JavaTypes.object(constant.substring(0, Math.max(0, dot)))
                                .getDescriptor(),
                        constant.substring(dot + 1));
            });
            annotation.visitEnd();
        }
    }
}
