package io.rmix.introspect;

import com.google.protobuf.DynamicMessage;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Writes the class of a protobuf message, over {@link DescribedMessage}: a constructor, {@code with}, and the default instance. */
final class MessageWriter {
    private static final String BASE = Type.getInternalName(DescribedMessage.class);
    private static final String VALUES = Type.getDescriptor(DynamicMessage.class);
    private static final String CONSTRUCTOR = "<init>";
    private static final String TAKES_VALUES = "(" + VALUES + ")V";
    private static final String DEFAULT = "DEFAULT";

    private final String name;
    private final String descriptor;
    private final ClassWriter out = ClassFile.writer();

    private MessageWriter(String binary) {
        this.name = ClassNames.internal(binary);
        this.descriptor = "L" + name + ";";
    }

    static byte[] write(String binary) {
        MessageWriter writer = new MessageWriter(binary);
        int access = Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL | Opcodes.ACC_SUPER;
        writer.out.visit(ClassFile.VERSION, access, writer.name, null, BASE, null);
        access = Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_FINAL;
        writer.out.visitField(access, DEFAULT, writer.descriptor, null, null).visitEnd();
        writer.constructor();
        writer.with();
        writer.initialiser();
        writer.defaultInstance();
        writer.out.visitEnd();
        return writer.out.toByteArray();
    }

    private void constructor() {
        MethodVisitor code = out.visitMethod(Opcodes.ACC_PRIVATE, CONSTRUCTOR, TAKES_VALUES, null, null);
        code.visitCode();
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitVarInsn(Opcodes.ALOAD, 1);
        code.visitMethodInsn(Opcodes.INVOKESPECIAL, BASE, CONSTRUCTOR, TAKES_VALUES, false);
        ClassFile.end(code, Opcodes.RETURN);
    }

    private void with() {
        String method = "(" + VALUES + ")" + Type.getDescriptor(DescribedMessage.class);
        MethodVisitor code = out.visitMethod(Opcodes.ACC_PROTECTED, "with", method, null, null);
        code.visitCode();
        code.visitTypeInsn(Opcodes.NEW, name);
        code.visitInsn(Opcodes.DUP);
        code.visitVarInsn(Opcodes.ALOAD, 1);
        code.visitMethodInsn(Opcodes.INVOKESPECIAL, name, CONSTRUCTOR, TAKES_VALUES, false);
        ClassFile.end(code, Opcodes.ARETURN);
    }

    private void initialiser() {
        MethodVisitor code = out.visitMethod(Opcodes.ACC_STATIC, "<clinit>", "()V", null, null);
        code.visitCode();
        code.visitTypeInsn(Opcodes.NEW, name);
        code.visitInsn(Opcodes.DUP);
        code.visitLdcInsn(Type.getType(descriptor));
        code.visitMethodInsn(Opcodes.INVOKESTATIC, BASE, "empty", "(Ljava/lang/Class;)" + VALUES, false);
        code.visitMethodInsn(Opcodes.INVOKESPECIAL, name, CONSTRUCTOR, TAKES_VALUES, false);
        code.visitFieldInsn(Opcodes.PUTSTATIC, name, DEFAULT, descriptor);
        ClassFile.end(code, Opcodes.RETURN);
    }

    /** Found by protobuf's own reflection. */
    private void defaultInstance() {
        int access = Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC;
        MethodVisitor code = out.visitMethod(access, "getDefaultInstance", "()" + descriptor, null, null);
        code.visitCode();
        code.visitFieldInsn(Opcodes.GETSTATIC, name, DEFAULT, descriptor);
        ClassFile.end(code, Opcodes.ARETURN);
    }
}
