package io.rmix.javarmi;

import java.io.IOException;
import java.rmi.AccessException;
import java.rmi.NotBoundException;
import java.rmi.Remote;
import java.rmi.UnmarshalException;
import java.util.List;
import java.util.Map;

/**
 * The registry of an endpoint: the natively exported services by name. Nothing can be bound from outside; such calls are
 * refused before their arguments are read.
 */
final class RegistrySkeleton implements Skeleton {
    private static final long INTERFACE_HASH = 4905912898345647071L;
    private static final List<String> METHODS = List.of("bind", "list", "lookup", "rebind", "unbind");
    private static final Map<Long, String> BY_HASH = Map.of(
            MethodHash.of("bind", "(Ljava/lang/String;Ljava/rmi/Remote;)V"), "bind",
            MethodHash.of("list", "()[Ljava/lang/String;"), "list",
            MethodHash.of("lookup", "(Ljava/lang/String;)Ljava/rmi/Remote;"), "lookup",
            MethodHash.of("rebind", "(Ljava/lang/String;Ljava/rmi/Remote;)V"), "rebind",
            MethodHash.of("unbind", "(Ljava/lang/String;)V"), "unbind");

    private final Map<String, NativeSkeleton> services;

    RegistrySkeleton(Map<String, NativeSkeleton> services) {
        this.services = services;
    }

    private static String method(int operation, long hash) throws UnmarshalException {
        if (operation == Jrmp.BY_HASH) {
            String method = BY_HASH.get(hash);
            if (method != null) return method;
        } else if (hash == INTERFACE_HASH && operation >= 0 && operation < METHODS.size()) {
            return METHODS.get(operation);
        }
        throw new UnmarshalException("invalid method of a registry: " + operation + ", " + hash);
    }

    @Override
    public byte[] serve(MarshalInput in, int operation, long hash, String peer)
            throws IOException, ClassNotFoundException {
        String method = method(operation, hash);
        return switch (method) {
            case "list" ->
                NativeAnswer.value(
                        Integer.MAX_VALUE,
                        out -> out.writeObject(
                                services.keySet().stream().sorted().toArray(String[]::new)));
            case "lookup" -> lookup(in);
            default ->
                throw new AccessException(
                        "Registry." + method + " disallowed: the names of this registry are what its process exports");
        };
    }

    private byte[] lookup(MarshalInput in) throws IOException, ClassNotFoundException {
        in.allow(AllowList.stringsOnly(), null);
        String name = (String) in.readObject();
        NativeSkeleton service = services.get(name);
        if (service == null) return NativeAnswer.exception(new NotBoundException(name));
        Remote stub = service.stub();
        return NativeAnswer.value(Integer.MAX_VALUE, out -> out.writeObject(stub));
    }
}
