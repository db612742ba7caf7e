package io.rmix.javarmi;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.ObjectOutput;
import java.lang.reflect.Proxy;
import java.rmi.server.RMIClientSocketFactory;
import java.rmi.server.RemoteObject;
import org.jspecify.annotations.Nullable;

/**
 * Where a stub leads to, as its reference's public serial form says.
 *
 * @param factory that makes its sockets, or null for plain ones
 * @param stub kept, so that Java's own distributed garbage collection keeps the object alive at its server
 */
record RemoteTarget(String host, int port, @Nullable RMIClientSocketFactory factory, ObjectId object, Object stub) {

    /** @throws IOException if the stub is of no kind that is known */
    static RemoteTarget of(Object stub) throws IOException {
        Object handler = Proxy.isProxyClass(stub.getClass()) ? Proxy.getInvocationHandler(stub) : stub;
        if (!(handler instanceof RemoteObject remote) || remote.getRef() == null)
            throw new IOException(
                    "a stub of the unknown kind " + handler.getClass().getName());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Parts parts = new Parts(bytes);
        String kind = remote.getRef().getRefClass(parts);
        remote.getRef().writeExternal(parts);
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
        switch (kind) {
            case "UnicastRef" -> {}
            case "UnicastRef2" -> in.readByte();
            default -> throw new IOException("a stub with a reference of the unknown kind " + kind);
        }
        return new RemoteTarget(in.readUTF(), in.readInt(), parts.factory, ObjectId.read(in), stub);
    }

    /** Takes what a reference writes. */
    private static final class Parts extends DataOutputStream implements ObjectOutput {
        private @Nullable RMIClientSocketFactory factory;

        Parts(ByteArrayOutputStream bytes) {
            super(bytes);
        }

        @Override
        public void writeObject(Object object) {
            factory = (RMIClientSocketFactory) object;
        }
    }
}
