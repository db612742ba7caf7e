package io.rmix.spi;

import io.rmix.Endpoint;
import io.rmix.InvocationException.Code;
import io.rmix.Outcome;
import io.rmix.contract.Operation;
import io.rmix.contract.ProtoCodec;
import io.rmix.spi.BytesConnection.TooLargeException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an acceptor exports, for calls that arrive as bytes from a {@link BytesConnection}. Any number of threads. */
public final class BytesServices {
    private static final Logger LOG = LoggerFactory.getLogger(BytesServices.class);

    /** How long a lane's frame may wait for its calls to be executed. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Map<String, Target> services = new ConcurrentHashMap<>();
    private final ServerEnvironment environment;
    private final IntFunction<byte[]> message;

    private record Target(ExportedService service, Endpoint endpoint, ProtoCodec codec) {}

    /** With no service yet. */
    public BytesServices(ServerEnvironment environment) {
        this(environment, byte[]::new);
    }

    /**
     * With no service yet, for a wire that puts something before each answer.
     *
     * @param message gives an array that ends with so many bytes for an answer
     */
    public BytesServices(ServerEnvironment environment, IntFunction<byte[]> message) {
        this.environment = environment;
        this.message = message;
    }

    /** @throws IllegalArgumentException if the name is taken */
    public void add(ExportedService service, Endpoint address) {
        Endpoint endpoint = address.withService(service.name());
        ProtoCodec codec = CallBytes.codec(service.contract(), environment.limits());
        Target other = services.putIfAbsent(service.name(), new Target(service, endpoint, codec));
        if (other != null) throw new IllegalArgumentException(endpoint + " is taken by " + other.service());
    }

    /** New calls of the service are refused; nothing happens if it is not here. */
    public void remove(ExportedService service) {
        services.computeIfPresent(service.name(), (name, here) -> here.service() == service ? null : here);
    }

    /**
     * Reads a call of {@link CallBytes}, for {@link Dispatcher}. One that names no service or method, or is too large, is answered at once.
     *
     * @param address at which it arrived
     * @param bytes that end with the call, from {@code from} on; nobody changes them any more
     * @param answers takes the answer, on this thread or a servant's
     * @return null if it has been answered
     * @throws IOException if the bytes are no call
     */
    public @Nullable InboundCall read(Endpoint address, byte[] bytes, int from, String peer, Consumer<byte[]> answers)
            throws IOException {
        LaneCall call = LaneCodec.readCall(bytes, from);
        Payload.Bytes request = (Payload.Bytes) call.payload();
        Target target = services.get(call.service());
        if (target == null) {
            answers.accept(refused(Code.NO_SUCH_SERVICE, "no service '" + call.service() + "' at " + address));
            return null;
        }
        ExportedService service = target.service();
        Operation operation = service.contract().find(call.method());
        if (operation == null) {
            answers.accept(refused(Code.NO_SUCH_METHOD, service + " has no operation '" + call.method() + "'"));
            return null;
        }
        int most = environment.limits().messageBytes();
        if (request.size() > most) {
            String reason = "the arguments have " + request.size() + " bytes, the server's limit is " + most;
            answers.accept(refused(Code.TOO_LARGE, reason));
            return null;
        }
        return new InboundBytes(
                service, operation, target.endpoint(), peer, call.context(), request, target.codec(), message, answers);
    }

    private byte[] refused(Code code, String reason) {
        return CallAnswer.refused(code, Outcome.NOT_INVOKED, reason, message);
    }

    /**
     * Serves one request: a frame in, a frame out. Blocks while it arrives, and while it is a lane's: only for a thread that belongs to it.
     *
     * @param out takes the answer, on this thread or a servant's
     * @return cancels the call; for when the peer has gone
     * @throws IOException if the stream fails, or brings no request
     */
    public Dispatcher.Running serve(Acceptor acceptor, String peer, InputStream in, OutputStream out)
            throws IOException {
        byte[] request = read(in, out);
        int kind = request.length == 0 ? 0 : request[0];
        switch (kind) {
            case BytesConnection.CALL -> {
                InboundCall call = read(acceptor.address(), request, 1, peer, bytes -> answer(out, peer, bytes));
                if (call != null) return environment.dispatcher().submit(call);
            }
            case BytesConnection.LANE -> answer(out, peer, LaneCodec.encode(lane(acceptor, peer, request)));
            default -> throw new IOException("a request of kind " + kind);
        }
        return () -> {};
    }

    private byte[] read(InputStream in, OutputStream out) throws IOException {
        try {
            return Frames.read(in, environment.limits().messageBytes() + CallBytes.OVERHEAD);
        } catch (TooLargeException e) {
            Frames.write(out, refused(Code.TOO_LARGE, "the request has " + e.getMessage()));
            throw e;
        }
    }

    private static void answer(OutputStream out, String peer, byte[] bytes) {
        try {
            Frames.write(out, bytes);
        } catch (IOException e) {
            LOG.debug("{}: the answer did not arrive: {}", peer, e.toString());
        }
    }

    private LaneAck lane(Acceptor acceptor, String peer, byte[] request) throws IOException {
        LaneFrame frame = LaneCodec.read(Arrays.copyOfRange(request, 1, request.length));
        try {
            return environment.dispatcher().exchange(acceptor, peer, frame, PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a lane's calls were executed", e);
        } catch (IllegalStateException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
