package io.rmix.javarmi;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The number that names a remote method on the wire (Java RMI Specification, 8.3); interface names are no part of it. */
final class MethodHash {
    private MethodHash() {}

    static long of(Method method) {
        return of(
                method.getName(),
                MethodType.methodType(method.getReturnType(), method.getParameterTypes())
                        .toMethodDescriptorString());
    }

    static long of(String name, String descriptor) {
        try {
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            new DataOutputStream(text).writeUTF(name + descriptor);
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(text.toByteArray());
            return ByteBuffer.wrap(digest).order(ByteOrder.LITTLE_ENDIAN).getLong();
        } catch (IOException | NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
