package io.rmix.spi;

import io.rmix.Endpoint;
import io.rmix.InvocationException.Code;
import io.rmix.Outcome;
import io.rmix.spi.BytesConnection.TooLargeException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an acceptor exports, for calls that arrive as bytes from a {@link BytesConnection}. Any number of threads. */
public final class BytesServices {
    private static final Logger LOG = LoggerFactory.getLogger(BytesServices.class);

    /** How long a lane's frame may wait for its calls to be executed. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Map<String, ExportedService> services = new ConcurrentHashMap<>();
    private final ServerEnvironment environment;
    private final CallBytes codecs;

    /** With no service yet. */
    public BytesServices(ServerEnvironment environment) {
        this.environment = environment;
        this.codecs = new CallBytes(environment.limits());
    }

    /** @throws IllegalArgumentException if the name is taken */
    public void add(ExportedService service, Endpoint address) {
        ExportedService other = services.putIfAbsent(service.name(), service);
        if (other != null)
            throw new IllegalArgumentException(address.withService(service.name()) + " is taken by " + other);
    }

    /** New calls of the service are refused; nothing happens if it is not here. */
    public void remove(ExportedService service) {
        services.remove(service.name(), service);
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
        byte[] body = Arrays.copyOfRange(request, Math.min(1, request.length), request.length);
        int kind = request.length == 0 ? 0 : request[0];
        switch (kind) {
            case BytesConnection.CALL -> {
                InboundBytes call = InboundBytes.read(
                        body, codecs, acceptor.address(), peer, services::get, bytes -> answer(out, peer, bytes));
                if (call != null) return environment.dispatcher().submit(call);
            }
            case BytesConnection.LANE -> answer(out, peer, LaneCodec.encode(lane(acceptor, peer, body)));
            default -> throw new IOException("a request of kind " + kind);
        }
        return () -> {};
    }

    private byte[] read(InputStream in, OutputStream out) throws IOException {
        try {
            return Frames.read(in, environment.limits().messageBytes() + CallBytes.OVERHEAD);
        } catch (TooLargeException e) {
            Frames.write(
                    out, CallBytes.refusal(Code.TOO_LARGE, Outcome.NOT_INVOKED, "the request has " + e.getMessage()));
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

    private LaneAck lane(Acceptor acceptor, String peer, byte[] frame) throws IOException {
        try {
            return environment.dispatcher().exchange(acceptor, peer, LaneCodec.read(frame), PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a lane's calls were executed", e);
        } catch (IllegalStateException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
