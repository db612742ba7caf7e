package io.rmix.introspect;

import io.rmix.Idempotent;
import io.rmix.OneWay;
import io.rmix.Serial;
import java.rmi.Remote;
import java.rmi.RemoteException;
import java.util.List;
import java.util.stream.Stream;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Writes the service interface, and the package-info of its package. */
final class InterfaceWriter {
    private static final String OBJECT = "java/lang/Object";

    private final ContractInfo info;
    private final ClassNames names;
    private final JavaTypes types;

    InterfaceWriter(ContractInfo info, ClassNames names, JavaTypes types) {
        this.info = info;
        this.names = names;
        this.types = types;
    }

    byte[] write() {
        ClassWriter out = ClassFile.writer();
        String[] parents = info.remote() ? new String[] {Type.getInternalName(Remote.class)} : null;
        out.visit(
                ClassFile.VERSION,
                Opcodes.ACC_PUBLIC | Opcodes.ACC_INTERFACE | Opcodes.ACC_ABSTRACT,
                ClassNames.internal(names.service()),
                null,
                OBJECT,
                parents);
        ClassFile.name(out::visitAnnotation, info.name(), names.service());
        ClassFile.annotate(out::visitAnnotation, info.annotations());
        for (OperationInfo operation : info.operations()) method(out, operation);
        out.visitEnd();
        return out.toByteArray();
    }

    private void method(ClassWriter out, OperationInfo operation) {
        List<FieldInfo> parameters = operation.parameters();
        Stream<String> exceptions =
                operation.exceptions().stream().map(name -> ClassNames.internal(names.of("exception", name)));
        Stream<String> remote = info.remote() ? Stream.of(Type.getInternalName(RemoteException.class)) : Stream.empty();
        MethodVisitor method = out.visitMethod(
                Opcodes.ACC_PUBLIC | Opcodes.ACC_ABSTRACT,
                operation.method(),
                types.method(parameters, types.erased(operation.result())),
                types.methodSignature(parameters, types.signature(operation.result())),
                Stream.concat(exceptions, remote).toArray(String[]::new));
        for (FieldInfo parameter : parameters) method.visitParameter(parameter.javaName(), 0);
        ClassFile.name(method::visitAnnotation, operation.name(), operation.method());
        if (operation.oneWay()) ClassFile.mark(method::visitAnnotation, OneWay.class);
        if (operation.idempotent()) ClassFile.mark(method::visitAnnotation, Idempotent.class);
        if (operation.serial()) ClassFile.mark(method::visitAnnotation, Serial.class);
        ClassFile.annotate(method::visitAnnotation, operation.annotations());
        for (int i = 0; i < parameters.size(); i++) {
            int index = i;
            ClassFile.Annotated target =
                    (descriptor, visible) -> method.visitParameterAnnotation(index, descriptor, visible);
            ClassFile.name(target, parameters.get(i).name(), parameters.get(i).javaName());
            ClassFile.annotate(target, parameters.get(i).annotations());
        }
        method.visitEnd();
    }

    /** Holds the annotations of a package. */
    static byte[] packageInfo(String binary, List<AnnotationInfo> annotations) {
        ClassWriter out = ClassFile.writer();
        out.visit(
                ClassFile.VERSION,
                Opcodes.ACC_INTERFACE | Opcodes.ACC_ABSTRACT | Opcodes.ACC_SYNTHETIC,
                ClassNames.internal(binary),
                null,
                OBJECT,
                null);
        ClassFile.annotate(out::visitAnnotation, annotations);
        out.visitEnd();
        return out.toByteArray();
    }
}
