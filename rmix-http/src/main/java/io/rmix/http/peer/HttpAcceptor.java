package io.rmix.http.peer;

import io.rmix.Endpoint;
import io.rmix.Limits;
import io.rmix.http.HttpBounds;
import io.rmix.http.HttpListener;
import io.rmix.http.HttpRequest;
import io.rmix.http.HttpResponse;
import io.rmix.http.xml.Printable;
import io.rmix.spi.Acceptor;
import io.rmix.spi.Dispatcher;
import io.rmix.spi.ExportedService;
import io.rmix.spi.LaneAck;
import io.rmix.spi.LaneCodec;
import io.rmix.spi.LaneFrame;
import io.rmix.spi.ServerEnvironment;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One port: what RMIX peers say to each other is answered here, everything else by the protocol. */
public final class HttpAcceptor implements Acceptor {
    private static final Logger LOG = LoggerFactory.getLogger(HttpAcceptor.class);
    private static final int CONNECTIONS = 1024;
    private static final Duration IDLE = Duration.ofMinutes(5);
    private static final Duration REQUEST = Duration.ofSeconds(30);
    /** How long a lane's frame may wait for its calls to be executed; the client asks again. */
    private static final Duration LANE_PATIENCE = Duration.ofMillis(500);

    private final Endpoint address;
    private final Dispatcher dispatcher;
    private final Limits limits;
    private final ServerProtocol protocol;
    private final HttpListener listener;
    private volatile boolean closing;

    /**
     * Binds.
     *
     * @param name of the threads
     * @param asked with a port, 0 for any
     * @throws IOException if the address cannot be bound; names it
     */
    public HttpAcceptor(String name, Endpoint asked, ServerEnvironment environment, ServerProtocol.Factory protocol)
            throws IOException {
        this.dispatcher = environment.dispatcher();
        this.limits = environment.limits();
        InetSocketAddress bind = new InetSocketAddress(unbracketed(asked.host()), asked.port());
        if (bind.isUnresolved()) throw new IOException("cannot bind " + asked + ": unknown host " + asked.host());
        HttpBounds bounds =
                new HttpBounds(CONNECTIONS, this::bodyBytes, IDLE, REQUEST.plusSeconds(limits.messageBytes() >> 20));
        try {
            this.listener = new HttpListener(name, bind, environment.security().tls(), bounds, this::handle);
        } catch (IOException e) {
            throw new IOException("cannot bind " + asked + ": " + e.getMessage(), e);
        }
        this.address = asked.withService("").withPort(listener.port());
        this.protocol = protocol.at(address, environment);
    }

    private static String unbracketed(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private int bodyBytes(String path) {
        if (path.equals(Control.CANCEL)) return Control.MAX_CALL_ID;
        return path.equals(Control.LANE) ? limits.messageBytes() + Control.FRAME_OVERHEAD : limits.messageBytes();
    }

    @Override
    public Endpoint address() {
        return address;
    }

    @Override
    public void export(ExportedService service) {
        if ((service.name() + "/").startsWith(Control.PREFIX))
            throw new IllegalArgumentException(
                    address.withService(service.name()) + ": names below " + Control.PREFIX + " are RMIX's own");
        protocol.add(service);
    }

    @Override
    public void open() {
        listener.open();
    }

    @Override
    public void unexport(ExportedService service) {
        protocol.remove(service);
    }

    @Override
    public void close(Duration drain) {
        closing = true;
        listener.close(drain);
    }

    private HttpResponse handle(HttpRequest request) {
        boolean posted = request.method().equals("POST");
        if (posted && request.path().equals(Control.LANE)) return lane(request);
        if (posted && request.path().equals(Control.CANCEL)) return cancel(request);
        return protocol.answer(request, closing);
    }

    private HttpResponse cancel(HttpRequest request) {
        if (!request.contentType().equals(Control.PROTOBUF))
            return refuseControl(request, 415, "not " + Control.PROTOBUF);
        dispatcher.cancel(new String(request.body(), 0, request.length(), StandardCharsets.US_ASCII));
        return HttpResponse.empty(204);
    }

    private HttpResponse lane(HttpRequest request) {
        if (!request.contentType().equals(Control.PROTOBUF))
            return refuseControl(request, 415, "not " + Control.PROTOBUF);
        try {
            LaneFrame frame = LaneCodec.read(Arrays.copyOf(request.body(), request.length()));
            LaneAck ack = dispatcher.exchange(this, request.from(), frame, LANE_PATIENCE);
            return HttpResponse.bytes(200, Control.PROTOBUF, LaneCodec.encode(ack));
        } catch (IOException e) {
            return refuseControl(request, 400, "no frame of a lane: " + e.getMessage());
        } catch (IllegalStateException e) {
            return refuseControl(request, 409, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return refuseControl(request, 503, "the server is closing");
        }
    }

    private HttpResponse refuseControl(HttpRequest request, int status, String reason) {
        return new HttpResponse(
                status,
                Control.REFUSAL,
                refuse(address, request, status, reason).body());
    }

    /** A refusal as a short text, and its line in the log. */
    public static HttpResponse refuse(Endpoint address, HttpRequest request, int status, String reason) {
        LOG.warn(
                "{} at {}: refused: {} {}: {}",
                request.peer(),
                address,
                Printable.of(request.method()),
                Printable.of(request.path()),
                reason);
        return HttpResponse.text(status, reason);
    }
}
