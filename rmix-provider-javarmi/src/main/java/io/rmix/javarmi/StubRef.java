package io.rmix.javarmi;

import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectOutput;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.rmi.Remote;
import java.rmi.server.Operation;
import java.rmi.server.RemoteCall;
import java.rmi.server.RemoteObject;
import java.rmi.server.RemoteObjectInvocationHandler;
import java.rmi.server.RemoteRef;

/**
 * A reference to an object of an endpoint, for no other purpose than to be serialised. What is written is the public form of
 * {@code UnicastRef} ({@link RemoteObject}, serial form), so that any Java RMI reads a stub of its own, with exactly this host and
 * port, and no class of RMIX is needed to read it.
 */
@SuppressWarnings("deprecation")
final class StubRef implements RemoteRef {
    private static final long serialVersionUID = 1;

    private final String host;
    private final int port;
    private final transient ObjectId object;

    private StubRef(String host, int port, ObjectId object) {
        this.host = host;
        this.port = port;
        this.object = object;
    }

    /** A stub to be written to a {@link MarshalOutput}. */
    static Remote stub(Class<?> remoteInterface, ClassLoader loader, String host, int port, ObjectId object) {
        return (Remote) Proxy.newProxyInstance(
                loader,
                new Class<?>[] {remoteInterface},
                new RemoteObjectInvocationHandler(new StubRef(host, port, object)));
    }

    @Override
    public String getRefClass(ObjectOutput out) {
        return "UnicastRef";
    }

    @Override
    public void writeExternal(ObjectOutput out) throws IOException {
        out.writeUTF(host);
        out.writeInt(port);
        object.write(out);
        out.writeBoolean(false); // No acknowledgement is wanted: exported objects are kept anyway.
    }

    @Override
    public void readExternal(ObjectInput in) {
        throw new UnsupportedOperationException("read as a UnicastRef");
    }

    @Override
    public Object invoke(Remote stub, Method method, Object[] arguments, long hash) {
        throw new UnsupportedOperationException("a stub to be sent, not to be called");
    }

    @Override
    public RemoteCall newCall(RemoteObject stub, Operation[] operations, int number, long hash) {
        throw new UnsupportedOperationException("a stub to be sent, not to be called");
    }

    @Override
    public void invoke(RemoteCall call) {
        throw new UnsupportedOperationException("a stub to be sent, not to be called");
    }

    @Override
    public void done(RemoteCall call) {
        throw new UnsupportedOperationException("a stub to be sent, not to be called");
    }

    @Override
    public int remoteHashCode() {
        return object.hashCode();
    }

    @Override
    public boolean remoteEquals(RemoteRef other) {
        return other instanceof StubRef ref && ref.object.equals(object) && ref.port == port && ref.host.equals(host);
    }

    @Override
    public String remoteToString() {
        return "[" + host + ":" + port + " " + object + "]";
    }
}
