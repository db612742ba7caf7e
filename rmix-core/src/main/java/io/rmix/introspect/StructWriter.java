package io.rmix.introspect;

import java.io.Serializable;
import java.lang.runtime.ObjectMethods;
import java.util.List;
import java.util.stream.Collectors;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.RecordComponentVisitor;
import org.objectweb.asm.Type;

/** Writes a record, or an exception with a public constructor and accessors. */
final class StructWriter {
    private static final String RECORD = "java/lang/Record";
    private static final String EXCEPTION = "java/lang/Exception";
    private static final String CONSTRUCTOR = "<init>";
    private static final Handle OBJECT_METHODS = new Handle(
            Opcodes.H_INVOKESTATIC,
            Type.getInternalName(ObjectMethods.class),
            "bootstrap",
            "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/invoke/TypeDescriptor;Ljava/lang/Class;"
                    + "Ljava/lang/String;[Ljava/lang/invoke/MethodHandle;)Ljava/lang/Object;",
            false);

    private final StructInfo info;
    private final String binary;
    private final String name;
    private final JavaTypes types;
    private final ClassWriter out = ClassFile.writer();

    private StructWriter(StructInfo info, String binary, JavaTypes types) {
        this.info = info;
        this.binary = binary;
        this.name = ClassNames.internal(binary);
        this.types = types;
    }

    static byte[] record(StructInfo info, String binary, JavaTypes types) {
        StructWriter writer = new StructWriter(info, binary, types);
        writer.head(Opcodes.ACC_FINAL, RECORD);
        for (FieldInfo field : info.fields()) writer.component(field);
        writer.constructor(RECORD, false);
        for (FieldInfo field : info.fields()) writer.accessor(field);
        writer.objectMethod("toString", "()", "Ljava/lang/String;", Opcodes.ARETURN);
        writer.objectMethod("hashCode", "()", "I", Opcodes.IRETURN);
        writer.objectMethod("equals", "(Ljava/lang/Object;)", "Z", Opcodes.IRETURN);
        return writer.end();
    }

    static byte[] exception(StructInfo info, String binary, JavaTypes types) {
        StructWriter writer = new StructWriter(info, binary, types);
        writer.head(0, EXCEPTION);
        writer.constructor(EXCEPTION, true);
        for (FieldInfo field : info.fields()) if (!isMessage(field)) writer.accessor(field);
        return writer.end();
    }

    /** Throwable keeps it, and has its accessor. */
    private static boolean isMessage(FieldInfo field) {
        return field.name().equals("message") && field.type().kind().equals("String");
    }

    private void head(int access, String parent) {
        boolean serializable = info.serialVersion() != 0 || parent.equals(RECORD);
        out.visit(
                ClassFile.VERSION,
                Opcodes.ACC_PUBLIC | Opcodes.ACC_SUPER | access,
                name,
                null,
                parent,
                parent.equals(RECORD) ? new String[] {Type.getInternalName(Serializable.class)} : null);
        ClassFile.name(out::visitAnnotation, info.name(), binary);
        if (serializable)
            out.visitField(
                            Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_FINAL,
                            "serialVersionUID",
                            "J",
                            null,
                            info.serialVersion())
                    .visitEnd();
    }

    private void component(FieldInfo field) {
        RecordComponentVisitor component = out.visitRecordComponent(
                field.javaName(), types.erased(field.type()).getDescriptor(), types.signature(field.type()));
        ClassFile.name(component::visitAnnotation, field.name(), field.javaName());
        component.visitEnd();
    }

    /** @param withMessage whether a component 'message' goes to the superclass */
    private void constructor(String parent, boolean withMessage) {
        List<FieldInfo> fields = info.fields();
        MethodVisitor code = out.visitMethod(
                Opcodes.ACC_PUBLIC,
                CONSTRUCTOR,
                types.method(fields, Type.VOID_TYPE),
                types.methodSignature(fields, "V"),
                null);
        for (FieldInfo field : fields) code.visitParameter(field.javaName(), 0);
        code.visitCode();
        code.visitVarInsn(Opcodes.ALOAD, 0);
        int message = withMessage ? placeOfMessage() : -1;
        if (message >= 0) code.visitVarInsn(Opcodes.ALOAD, message);
        code.visitMethodInsn(
                Opcodes.INVOKESPECIAL, parent, CONSTRUCTOR, message >= 0 ? "(Ljava/lang/String;)V" : "()V", false);
        int place = 1;
        for (FieldInfo field : fields) {
            Type type = types.erased(field.type());
            if (place != message) {
                out.visitField(
                                Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL,
                                field.javaName(),
                                type.getDescriptor(),
                                types.signature(field.type()),
                                null)
                        .visitEnd();
                code.visitVarInsn(Opcodes.ALOAD, 0);
                code.visitVarInsn(type.getOpcode(Opcodes.ILOAD), place);
                code.visitFieldInsn(Opcodes.PUTFIELD, name, field.javaName(), type.getDescriptor());
            }
            place += type.getSize();
        }
        finish(code, Opcodes.RETURN);
    }

    private int placeOfMessage() {
        int place = 1;
        for (FieldInfo field : info.fields()) {
            if (isMessage(field)) return place;
            place += types.erased(field.type()).getSize();
        }
        return -1;
    }

    private void accessor(FieldInfo field) {
        Type type = types.erased(field.type());
        MethodVisitor code = out.visitMethod(
                Opcodes.ACC_PUBLIC,
                field.javaName(),
                "()" + type.getDescriptor(),
                "()" + types.signature(field.type()),
                null);
        code.visitCode();
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitFieldInsn(Opcodes.GETFIELD, name, field.javaName(), type.getDescriptor());
        finish(code, type.getOpcode(Opcodes.IRETURN));
    }

    /** As javac has it: the body is made by the JDK when it is first called. */
    private void objectMethod(String method, String parameters, String result, int returns) {
        MethodVisitor code =
                out.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL, method, parameters + result, null, null);
        Object[] arguments = new Object[2 + info.fields().size()];
        arguments[0] = Type.getObjectType(name);
        arguments[1] = info.fields().stream().map(FieldInfo::javaName).collect(Collectors.joining(";"));
        for (int i = 0; i < info.fields().size(); i++) {
            FieldInfo field = info.fields().get(i);
            arguments[i + 2] = new Handle(
                    Opcodes.H_GETFIELD,
                    name,
                    field.javaName(),
                    types.erased(field.type()).getDescriptor(),
                    false);
        }
        code.visitCode();
        code.visitVarInsn(Opcodes.ALOAD, 0);
        if (parameters.length() > 2) code.visitVarInsn(Opcodes.ALOAD, 1);
        String descriptor = parameters.replace("(", "(L" + name + ";") + result;
        code.visitInvokeDynamicInsn(method, descriptor, OBJECT_METHODS, arguments);
        finish(code, returns);
    }

    private static void finish(MethodVisitor code, int instruction) {
        code.visitInsn(instruction);
        code.visitMaxs(0, 0);
        code.visitEnd();
    }

    private byte[] end() {
        out.visitEnd();
        return out.toByteArray();
    }
}
