package io.rmix.javarmi;

import io.rmix.Endpoint;
import io.rmix.Limits;
import io.rmix.contract.Operation;
import io.rmix.contract.Parameter;
import io.rmix.contract.ProtoCodec;
import io.rmix.spi.ExportedService;
import io.rmix.spi.ServerEnvironment;
import java.io.IOException;
import java.rmi.Remote;
import java.rmi.UnmarshalException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A service whose interface extends {@code java.rmi.Remote}, callable by any Java RMI client. */
final class NativeSkeleton implements Skeleton {
    private final ExportedService service;
    private final Endpoint endpoint;
    private final ServerEnvironment environment;
    private final NativeContract contract;
    private final ProtoCodec codec;
    private final ObjectId id;

    NativeSkeleton(ExportedService service, Endpoint address, ServerEnvironment environment) {
        this.service = service;
        this.endpoint = address.withService(service.name());
        this.environment = environment;
        this.contract = new NativeContract(service.contract(), environment.limits());
        Limits limits = environment.limits();
        this.codec = ProtoCodec.of(service.contract(), new ProtoCodec.Limits(limits.messageBytes(), limits.depth()));
        this.id = ObjectId.ofService(service.name());
    }

    ExportedService service() {
        return service;
    }

    ObjectId id() {
        return id;
    }

    /** For a registry to give out. */
    Remote stub() {
        String host = endpoint.host();
        String plain = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        return StubRef.stub(contract.contract().javaType(), contract.loader(), plain, endpoint.port(), id);
    }

    @Override
    public byte[] serve(MarshalInput in, int number, long hash, String peer)
            throws IOException, ClassNotFoundException {
        Operation operation = number == Jrmp.BY_HASH ? contract.find(hash) : null;
        if (operation == null)
            throw new UnmarshalException("unrecognized method hash: method not supported by remote object");
        @Nullable Object[] arguments = arguments(in, operation);
        NativeInboundCall call =
                new NativeInboundCall(service, operation, endpoint, peer, arguments, codec, environment.limits());
        environment.dispatcher().run(call);
        return call.answer();
    }

    private @Nullable Object[] arguments(MarshalInput in, Operation operation)
            throws IOException, ClassNotFoundException {
        in.allow(contract.arguments(), contract.loader());
        List<Parameter> parameters = operation.parameters();
        Class<?>[] types = operation.method().getParameterTypes();
        @Nullable Object[] arguments = new Object[types.length];
        for (int i = 0; i < types.length; i++) arguments[i] = Values.read(types[i], in);
        for (int i = 0; i < types.length; i++) parameters.get(i).type().check(arguments[i]);
        return arguments;
    }
}
