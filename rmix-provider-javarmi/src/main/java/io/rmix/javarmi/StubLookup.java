package io.rmix.javarmi;

import io.rmix.InvocationException.Code;
import io.rmix.Outcome;
import io.rmix.contract.Contract;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectStreamException;
import java.lang.reflect.Proxy;
import java.rmi.NotBoundException;
import java.util.Set;

/** Asks a registry for a stub. */
final class StubLookup {
    private static final long REGISTRY_HASH = 4905912898345647071L;
    private static final int LOOKUP = 2;
    private static final int ANSWER_BYTES = 1 << 20;

    private StubLookup() {}

    /**
     * Where the object of a name is.
     *
     * @param contract of the object: any proxy that comes is read as one of its interface
     * @throws WireException always NOT_INVOKED
     */
    static RemoteTarget lookup(RequestChannel registry, String name, Contract contract, long deadline)
            throws WireException {
        try {
            Object answer = registry.exchange(request(name), deadline, null, in -> read(in, contract));
            if (answer instanceof NotBoundException)
                throw new WireException(
                        Code.NO_SUCH_SERVICE, Outcome.NOT_INVOKED, "the registry has no name '" + name + "'", null);
            if (answer instanceof Throwable thrown)
                throw new WireException(
                        Code.UNAVAILABLE, Outcome.NOT_INVOKED, "the registry refused the look-up: " + thrown, thrown);
            return RemoteTarget.of(answer);
        } catch (WireException e) {
            throw new WireException(e.code(), Outcome.NOT_INVOKED, "look-up: " + e.reason(), e.getCause());
        } catch (IOException e) {
            throw new WireException(Code.UNSUPPORTED, Outcome.NOT_INVOKED, "look-up: " + e.getMessage(), e);
        }
    }

    private static byte[] request(String name) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(Jrmp.CALL);
        try (MarshalOutput out = new MarshalOutput(bytes)) {
            ObjectId.REGISTRY.write(out);
            out.writeInt(LOOKUP);
            out.writeLong(REGISTRY_HASH);
            out.writeObject(name);
        }
        return bytes.toByteArray();
    }

    /** The stub, or the exception that was answered. */
    private static Object read(WireInput in, Contract contract) throws WireException, IOException {
        in.budget(ANSWER_BYTES);
        Class<?> type = contract.javaType();
        Class<?> proxy = Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (p, m, a) -> null)
                .getClass();
        AllowList allowed = new AllowList(
                Set.of(
                        type.getName(),
                        proxy.getName(),
                        "java.lang.reflect.Proxy",
                        "java.rmi.server.RemoteObject",
                        "java.rmi.server.RemoteObjectInvocationHandler",
                        "javax.rmi.ssl.SslRMIClientSocketFactory"),
                true,
                1 << 16,
                32);
        MarshalInput answer = new MarshalInput(in);
        int kind = answer.readByte();
        answer.skipNBytes(Jrmp.UID_BYTES);
        Object value;
        try {
            if (kind == Jrmp.EXCEPTIONAL_RETURN) {
                value = NativeFailure.read(answer, allowed, type.getClassLoader());
            } else {
                answer.allow(allowed, type.getClassLoader());
                answer.proxy(proxy);
                value = answer.readObject();
            }
        } catch (ObjectStreamException | ClassNotFoundException | RuntimeException e) {
            throw new WireException(
                    Code.UNSUPPORTED, Outcome.NOT_INVOKED, "the registry's stub: " + answer.problem(e), e);
        }
        in.budget(Long.MAX_VALUE);
        if (value == null)
            throw new WireException(Code.UNSUPPORTED, Outcome.NOT_INVOKED, "the registry answered null", null);
        return value;
    }
}
