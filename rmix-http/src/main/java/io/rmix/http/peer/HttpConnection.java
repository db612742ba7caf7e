package io.rmix.http.peer;

import io.rmix.Endpoint;
import io.rmix.InvocationException;
import io.rmix.InvocationException.Code;
import io.rmix.Outcome;
import io.rmix.TraceContext;
import io.rmix.contract.Contract;
import io.rmix.http.HttpAnswer;
import io.rmix.http.HttpBody;
import io.rmix.http.HttpCall;
import io.rmix.http.HttpExchangeException;
import io.rmix.http.HttpPool;
import io.rmix.spi.BatchLaneWire;
import io.rmix.spi.CallContext;
import io.rmix.spi.ClientEnvironment;
import io.rmix.spi.Connection;
import io.rmix.spi.ConnectionOption;
import io.rmix.spi.InProgress;
import io.rmix.spi.LaneWire;
import io.rmix.spi.OutboundCall;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way to one address over HTTP: calls as requests of a protocol, lanes as frames beside them. */
public final class HttpConnection implements Connection {
    private static final Logger LOG = LoggerFactory.getLogger(HttpConnection.class);
    private static final long CANCEL_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final int MAX_CANCEL_ANSWER = 1 << 16;
    private static final Duration CLOSE = Duration.ofSeconds(5);
    private static final ConnectionOption<Duration> IDLE = ConnectionOption.duration(
            "idle",
            Duration.ofMillis(100),
            Duration.ofMinutes(4),
            Duration.ofMinutes(1),
            "how long a connection is kept without a call");

    /** What links may say, whatever the protocol. */
    public static final List<ConnectionOption<?>> OPTIONS = List.of(ConnectionOption.CONNECT_TIMEOUT, IDLE);

    private final Endpoint address;
    private final ClientEnvironment environment;
    private final ClientProtocol protocol;
    private final HttpPool pool;
    private final Map<String, String> starts = new ConcurrentHashMap<>();
    private final InProgress inProgress = new InProgress();
    private volatile boolean closed;

    /** @param address with a port */
    public HttpConnection(Endpoint address, ClientEnvironment environment, ClientProtocol.Factory protocol) {
        this.address = address;
        this.environment = environment;
        this.protocol = protocol.within(environment.limits());
        this.pool = new HttpPool(
                address.host(),
                address.port(),
                environment.security().tls(),
                environment.timer(),
                ConnectionOption.CONNECT_TIMEOUT.in(environment),
                IDLE.in(environment));
    }

    @Override
    public boolean encrypted() {
        return environment.security().tls().isPresent();
    }

    @Override
    public @Nullable Object call(OutboundCall call) throws Throwable {
        ClientProtocol.Request request = encode(call);
        HttpAnswer answer;
        try {
            answer = exchange(new HttpCall(), call, request);
        } catch (HttpExchangeException e) {
            if (e.kind() == HttpExchangeException.Kind.INTERRUPTED && e.sent()) cancelAtServer(call);
            throw HttpFailures.failure(call, e);
        }
        return protocol.read(call, answer);
    }

    @Override
    public PendingCall start(OutboundCall call, Completion completion) {
        ClientProtocol.Request request;
        try {
            request = encode(call);
        } catch (InvocationException e) {
            completion.complete(() -> {
                throw e;
            });
            return () -> {};
        }
        PendingExchange pending = new PendingExchange(
                call,
                completion,
                http -> exchange(http, call, request),
                answer -> protocol.read(call, answer),
                () -> cancelAtServer(call));
        inProgress.begin();
        try {
            environment.blocking().execute(() -> {
                try {
                    pending.run();
                } finally {
                    inProgress.end();
                }
            });
        } catch (RejectedExecutionException e) {
            inProgress.end();
            pending.refused(call.failure(
                    closed ? Code.CLOSED : Code.BUSY, Outcome.NOT_INVOKED, "no thread is free to make the call", e));
        }
        return pending;
    }

    private ClientProtocol.Request encode(OutboundCall call) {
        if (closed) throw call.failure(Code.CLOSED, Outcome.NOT_INVOKED, "the connection is closed", null);
        return protocol.encode(call);
    }

    private HttpAnswer exchange(HttpCall http, OutboundCall call, ClientProtocol.Request request)
            throws HttpExchangeException {
        HttpBody body = request.body();
        String head = start(request.path()) + request.headers() + trace(call.context()) + "Content-Length: "
                + body.size() + "\r\n\r\n";
        int from = body.prepend(head.getBytes(StandardCharsets.US_ASCII));
        return pool.exchange(
                http,
                body.array(),
                from,
                body.end(),
                call.context().deadlineNanos(),
                environment.limits().messageBytes());
    }

    /** The lines of a request that are the same for a path. */
    private String start(String path) {
        return starts.computeIfAbsent(
                path, p -> "POST " + p + " HTTP/1.1\r\nHost: " + address.host() + ":" + address.port() + "\r\n");
    }

    /** Header lines of W3C Trace Context, for servers that are not RMIX: RMIX has the entries. */
    private static String trace(CallContext context) {
        if (context.entries().isEmpty()) return "";
        StringBuilder lines = new StringBuilder();
        TraceContext.of(context.entries())
                .ifPresent(trace -> trace.entries()
                        .forEach((name, value) ->
                                lines.append(name).append(": ").append(value).append("\r\n")));
        return lines.toString();
    }

    private String control(String path) {
        return start(path) + "Content-Type: " + Control.PROTOBUF + "\r\n";
    }

    private void cancelAtServer(OutboundCall call) {
        String id = call.context().callId();
        if (id.isEmpty() || closed) return;
        byte[] request = (control(Control.CANCEL) + "Content-Length: " + id.length() + "\r\n\r\n" + id)
                .getBytes(StandardCharsets.US_ASCII);
        try {
            environment.blocking().execute(() -> {
                try {
                    pool.exchange(
                            new HttpCall(),
                            request,
                            0,
                            request.length,
                            System.nanoTime() + CANCEL_NANOS,
                            MAX_CANCEL_ANSWER);
                } catch (HttpExchangeException e) {
                    LOG.debug("{}: the server was not told of a cancelled call: {}", address, e.getMessage());
                }
            });
        } catch (RejectedExecutionException e) {
            LOG.debug("{}: the server was not told of a cancelled call: no thread is free", address);
        }
    }

    @Override
    public LaneWire openLane(Contract contract, LaneWire.Listener listener) {
        ForeignLane foreign = new ForeignLane(address, contract, environment.limits(), this::call);
        LaneExchange exchange = new LaneExchange(address, pool, control(Control.LANE), () -> closed, foreign);
        return new BatchLaneWire(exchange, environment.blocking(), listener);
    }

    @Override
    public void close() {
        closed = true;
        pool.close();
        if (!inProgress.awaitNone(CLOSE)) LOG.warn("{}: calls have not ended with their connection", address);
    }
}
