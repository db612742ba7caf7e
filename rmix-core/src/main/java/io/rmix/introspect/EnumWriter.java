package io.rmix.introspect;

import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Writes an enum as javac does: constants, and an array of them. */
final class EnumWriter {
    static final String VALUES = "$VALUES";
    private static final String ENUM = "java/lang/Enum";

    private final EnumInfo info;
    private final String name;
    private final String descriptor;
    private final String array;
    private final ClassWriter out = ClassFile.writer();

    private EnumWriter(EnumInfo info, String binary) {
        this.info = info;
        this.name = ClassNames.internal(binary);
        this.descriptor = "L" + name + ";";
        this.array = "[" + descriptor;
    }

    static byte[] write(EnumInfo info, String binary) {
        EnumWriter writer = new EnumWriter(info, binary);
        writer.head(binary);
        writer.constructor();
        writer.initialiser();
        writer.values();
        writer.valueOf();
        writer.out.visitEnd();
        return writer.out.toByteArray();
    }

    private void head(String binary) {
        out.visit(
                ClassFile.VERSION,
                Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_ENUM,
                name,
                "Ljava/lang/Enum<" + descriptor + ">;",
                ENUM,
                null);
        ClassFile.name(out::visitAnnotation, info.name(), binary);
        int access = Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC | Opcodes.ACC_FINAL | Opcodes.ACC_ENUM;
        for (String constant : info.constants())
            out.visitField(access, constant, descriptor, null, null).visitEnd();
        out.visitField(
                        Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_FINAL | Opcodes.ACC_SYNTHETIC,
                        VALUES,
                        array,
                        null,
                        null)
                .visitEnd();
    }

    private void constructor() {
        MethodVisitor code = out.visitMethod(Opcodes.ACC_PRIVATE, "<init>", "(Ljava/lang/String;I)V", "()V", null);
        code.visitCode();
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitVarInsn(Opcodes.ALOAD, 1);
        code.visitVarInsn(Opcodes.ILOAD, 2);
        code.visitMethodInsn(Opcodes.INVOKESPECIAL, ENUM, "<init>", "(Ljava/lang/String;I)V", false);
        ClassFile.end(code, Opcodes.RETURN);
    }

    private void initialiser() {
        MethodVisitor code = out.visitMethod(Opcodes.ACC_STATIC, "<clinit>", "()V", null, null);
        code.visitCode();
        int count = info.constants().size();
        code.visitIntInsn(Opcodes.SIPUSH, count);
        code.visitTypeInsn(Opcodes.ANEWARRAY, name);
        for (int i = 0; i < count; i++) {
            String constant = info.constants().get(i);
            code.visitInsn(Opcodes.DUP);
            code.visitIntInsn(Opcodes.SIPUSH, i);
            code.visitTypeInsn(Opcodes.NEW, name);
            code.visitInsn(Opcodes.DUP);
            code.visitLdcInsn(constant);
            code.visitIntInsn(Opcodes.SIPUSH, i);
            code.visitMethodInsn(Opcodes.INVOKESPECIAL, name, "<init>", "(Ljava/lang/String;I)V", false);
            code.visitInsn(Opcodes.DUP);
            code.visitFieldInsn(Opcodes.PUTSTATIC, name, constant, descriptor);
            code.visitInsn(Opcodes.AASTORE);
        }
        code.visitFieldInsn(Opcodes.PUTSTATIC, name, VALUES, array);
        ClassFile.end(code, Opcodes.RETURN);
    }

    private void values() {
        MethodVisitor code =
                out.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "values", "()" + array, null, null);
        code.visitCode();
        code.visitFieldInsn(Opcodes.GETSTATIC, name, VALUES, array);
        code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, array, "clone", "()Ljava/lang/Object;", false);
        code.visitTypeInsn(Opcodes.CHECKCAST, array);
        ClassFile.end(code, Opcodes.ARETURN);
    }

    private void valueOf() {
        MethodVisitor code = out.visitMethod(
                Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "valueOf", "(Ljava/lang/String;)" + descriptor, null, null);
        code.visitCode();
        code.visitLdcInsn(Type.getType(descriptor));
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitMethodInsn(
                Opcodes.INVOKESTATIC, ENUM, "valueOf", "(Ljava/lang/Class;Ljava/lang/String;)Ljava/lang/Enum;", false);
        code.visitTypeInsn(Opcodes.CHECKCAST, name);
        ClassFile.end(code, Opcodes.ARETURN);
    }
}
