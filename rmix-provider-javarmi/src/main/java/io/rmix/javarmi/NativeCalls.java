package io.rmix.javarmi;

import io.rmix.Endpoint;
import io.rmix.InvocationException;
import io.rmix.InvocationException.Code;
import io.rmix.Limits;
import io.rmix.Outcome;
import io.rmix.contract.Contract;
import io.rmix.contract.EncodeException;
import io.rmix.contract.Operation;
import io.rmix.contract.Parameter;
import io.rmix.spi.CallBytes;
import io.rmix.spi.ClientEnvironment;
import io.rmix.spi.Connection.Reply;
import io.rmix.spi.OutboundCall;
import java.io.IOException;
import java.io.ObjectStreamException;
import java.nio.ByteBuffer;
import java.rmi.server.RMIClientSocketFactory;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Calls of native remote methods, at the client. The object is looked up at the first call, and again when it has gone. */
final class NativeCalls {
    /** An answer: a result or an exception. */
    private record Returned(
            @Nullable Object value, @Nullable Throwable thrown) {}

    private record Place(String host, int port, @Nullable RMIClientSocketFactory factory) {}

    /** Bytes before the object's id in a request whose first block is short, or long. */
    private static final int SHORT_BLOCK = 7;

    private static final int LONG_BLOCK = 10;

    private final Endpoint address;
    private final RequestChannel registry;
    private final Limits limits;
    private final ClientEnvironment environment;
    private final Map<Contract, NativeContract> contracts = new ConcurrentHashMap<>();
    private final Map<String, RemoteTarget> targets = new ConcurrentHashMap<>();
    private final Map<Place, RequestChannel> channels = new ConcurrentHashMap<>();
    private volatile boolean closed;

    NativeCalls(Endpoint address, RequestChannel registry, ClientEnvironment environment) {
        this.address = address;
        this.registry = registry;
        this.limits = environment.limits();
        this.environment = environment;
    }

    /** @throws InvocationException if the arguments do not fit, or the call asks for what this wire does not carry */
    PreparedCall prepare(OutboundCall call) {
        if (!call.context().entries().isEmpty())
            throw call.failure(
                    Code.UNSUPPORTED,
                    Outcome.NOT_INVOKED,
                    "a call of an interface that extends java.rmi.Remote carries no entries",
                    null);
        NativeContract contract = contracts.computeIfAbsent(call.contract(), c -> new NativeContract(c, limits));
        byte[] request = encode(call, contract);
        return flight -> send(call, contract, request, flight);
    }

    private byte[] encode(OutboundCall call, NativeContract contract) {
        Operation operation = call.operation();
        List<Parameter> parameters = operation.parameters();
        Class<?>[] types = operation.method().getParameterTypes();
        MarshalOutput.Bounded bytes = new MarshalOutput.Bounded(limits.messageBytes());
        bytes.write(Jrmp.CALL);
        try (MarshalOutput out = new MarshalOutput(bytes)) {
            ObjectId.RMIX.write(out); // In place of the real one, which a look-up tells.
            out.writeInt(Jrmp.BY_HASH);
            out.writeLong(contract.hash(operation));
            for (int i = 0; i < types.length; i++) {
                try {
                    parameters.get(i).type().check(call.arguments()[i]);
                } catch (EncodeException e) {
                    throw e.within(parameters.get(i).name());
                }
                Values.write(types[i], call.arguments()[i], out);
            }
        } catch (EncodeException e) {
            throw call.failure(Code.INVALID, Outcome.NOT_INVOKED, "argument " + e.getMessage(), e);
        } catch (MarshalOutput.Bounded.FullException e) {
            throw call.failure(Code.TOO_LARGE, Outcome.NOT_INVOKED, "the request " + e.getMessage(), e);
        } catch (IOException e) {
            throw call.failure(Code.INVALID, Outcome.NOT_INVOKED, "the arguments cannot be serialised: " + e, e);
        }
        return bytes.toByteArray();
    }

    private Reply send(OutboundCall call, NativeContract contract, byte[] request, @Nullable Flight flight)
            throws WireException {
        Returned returned = sendToKnown(call, contract, request, flight);
        if (returned == null) {
            RemoteTarget target = lookup(call, contract);
            returned = sendTo(target, call, contract, request, flight);
        }
        Throwable thrown = returned.thrown();
        Object value = returned.value();
        return () -> {
            if (thrown != null) throw NativeFailure.of(call, thrown);
            try {
                call.operation().result().check(value);
            } catch (EncodeException e) {
                throw call.failure(Code.INVALID, Outcome.INVOKED, "result " + e.getMessage(), e);
            }
            return value;
        };
    }

    /**
     * Sends to where the object was found before.
     *
     * @return null if it is not there, for the first time or any more; nothing was invoked then
     */
    private @Nullable Returned sendToKnown(
            OutboundCall call, NativeContract contract, byte[] request, @Nullable Flight flight) throws WireException {
        String service = call.endpoint().service();
        RemoteTarget target = targets.get(service);
        if (target == null) return null;
        try {
            Returned returned = sendTo(target, call, contract, request, flight);
            if (returned.thrown() == null || !NativeFailure.isNoSuchObject(returned.thrown())) return returned;
        } catch (WireException e) {
            if (e.code() != Code.UNAVAILABLE || e.outcome() != Outcome.NOT_INVOKED) throw e;
        }
        targets.remove(service, target);
        return null;
    }

    private RemoteTarget lookup(OutboundCall call, NativeContract contract) throws WireException {
        String service = call.endpoint().service();
        long deadline = call.context().deadlineNanos();
        RemoteTarget found = StubLookup.lookup(registry, service, contract.contract(), deadline);
        targets.put(service, found);
        return found;
    }

    private Returned sendTo(
            RemoteTarget target, OutboundCall call, NativeContract contract, byte[] request, @Nullable Flight flight)
            throws WireException {
        boolean shortBlock = request[5] == 0x77;
        target.object().put(ByteBuffer.wrap(request, shortBlock ? SHORT_BLOCK : LONG_BLOCK, ObjectId.BYTES));
        return channel(target)
                .exchange(request, call.context().deadlineNanos(), flight, in -> read(in, call.operation(), contract));
    }

    private RequestChannel channel(RemoteTarget target) throws WireException {
        if (target.factory() == null
                && target.port() == address.port()
                && target.host().equals(address.host())) return registry;
        RequestChannel channel = channels.computeIfAbsent(
                new Place(target.host(), target.port(), target.factory()),
                p -> new RequestChannel(
                        new Sockets(p.host(), p.port(), p.factory(), environment), environment.timer()));
        if (closed) channel.close();
        return channel;
    }

    private Returned read(WireInput in, Operation operation, NativeContract contract)
            throws WireException, IOException {
        in.budget(limits.messageBytes() + (long) CallBytes.OVERHEAD);
        MarshalInput answer = new MarshalInput(in);
        try {
            int kind = answer.readByte();
            answer.skipNBytes(Jrmp.UID_BYTES);
            Returned returned;
            if (kind == Jrmp.EXCEPTIONAL_RETURN) {
                returned = new Returned(null, NativeFailure.read(answer, contract.answers(), contract.loader()));
            } else {
                answer.allow(contract.answers(), contract.loader());
                Class<?> type = operation.method().getReturnType();
                returned = new Returned(type == void.class ? null : Values.read(type, answer), null);
            }
            in.budget(Long.MAX_VALUE);
            return returned;
        } catch (WireInput.TooLongException e) {
            throw new WireException(
                    Code.TOO_LARGE,
                    Outcome.INVOKED,
                    "the answer has more than this side's limit of " + limits.messageBytes() + " bytes",
                    e);
        } catch (ObjectStreamException | ClassNotFoundException | RuntimeException | StackOverflowError e) {
            throw new WireException(Code.INVALID, Outcome.INVOKED, "the answer is refused: " + answer.problem(e), e);
        }
    }

    void close() {
        closed = true;
        channels.values().forEach(RequestChannel::close);
        targets.clear();
    }
}
