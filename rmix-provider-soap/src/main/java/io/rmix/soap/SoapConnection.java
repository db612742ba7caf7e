package io.rmix.soap;

import io.rmix.Endpoint;
import io.rmix.InvocationException;
import io.rmix.InvocationException.Code;
import io.rmix.Outcome;
import io.rmix.contract.Contract;
import io.rmix.contract.EncodeException;
import io.rmix.http.HttpAnswer;
import io.rmix.http.HttpCall;
import io.rmix.http.HttpExchangeException;
import io.rmix.http.HttpPool;
import io.rmix.soap.xml.ServiceCodec;
import io.rmix.soap.xml.XmlOut;
import io.rmix.spi.BatchLaneWire;
import io.rmix.spi.ClientEnvironment;
import io.rmix.spi.Connection;
import io.rmix.spi.InProgress;
import io.rmix.spi.LaneWire;
import io.rmix.spi.OutboundCall;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way to one address: calls as SOAP requests, lanes as frames beside them. */
final class SoapConnection implements Connection {
    private static final Logger LOG = LoggerFactory.getLogger(SoapConnection.class);
    private static final long CANCEL_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final Duration CLOSE = Duration.ofSeconds(5);

    private final Endpoint address;
    private final ClientEnvironment environment;
    private final HttpPool pool;
    private final Map<Contract, ServiceCodec> codecs = new ConcurrentHashMap<>();
    private final Map<String, String> heads = new ConcurrentHashMap<>();
    private final InProgress inProgress = new InProgress();
    private volatile boolean closed;

    SoapConnection(Endpoint address, ClientEnvironment environment) {
        this.address = address;
        this.environment = environment;
        this.pool = new HttpPool(
                address.host(), address.port(), environment.security().tls(), environment.timer());
    }

    @Override
    public @Nullable Object call(OutboundCall call) throws Throwable {
        ServiceCodec codec = codec(call);
        XmlOut request = encode(codec, call);
        HttpAnswer answer;
        try {
            answer = exchange(new HttpCall(), codec, call, request);
        } catch (HttpExchangeException e) {
            if (e.kind() == HttpExchangeException.Kind.INTERRUPTED && e.sent()) cancelAtServer(call);
            throw SoapAnswers.failure(call, e);
        }
        return SoapAnswers.read(codec, call, answer);
    }

    @Override
    public PendingCall start(OutboundCall call, Completion completion) {
        ServiceCodec codec;
        XmlOut request;
        try {
            codec = codec(call);
            request = encode(codec, call);
        } catch (InvocationException e) {
            completion.complete(() -> {
                throw e;
            });
            return () -> {};
        }
        SoapPendingCall pending = new SoapPendingCall(
                call,
                completion,
                http -> exchange(http, codec, call, request),
                a -> SoapAnswers.read(codec, call, a),
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

    private ServiceCodec codec(OutboundCall call) {
        if (closed) throw call.failure(Code.CLOSED, Outcome.NOT_INVOKED, "the connection is closed", null);
        ServiceCodec codec = codecs.get(call.contract());
        return codec != null ? codec : codecs.computeIfAbsent(call.contract(), this::newCodec);
    }

    private ServiceCodec newCodec(Contract contract) {
        return ServiceCodec.of(
                contract,
                environment.limits().messageBytes(),
                environment.limits().depth());
    }

    private static XmlOut encode(ServiceCodec codec, OutboundCall call) {
        XmlOut out = codec.newMessage();
        try {
            codec.writeRequest(call.operation(), call.arguments(), call.context(), out);
            return out;
        } catch (EncodeException e) {
            throw call.failure(EncodeFailure.code(e, out), Outcome.NOT_INVOKED, "argument " + e.getMessage(), e);
        }
    }

    private HttpAnswer exchange(HttpCall http, ServiceCodec codec, OutboundCall call, XmlOut request)
            throws HttpExchangeException {
        String common = heads.computeIfAbsent(
                call.endpoint().service(),
                service -> post("/" + service, "text/xml; charset=utf-8") + "SOAPAction: \"");
        String head = common + codec.action(call.operation()) + "\"\r\nContent-Length: " + request.size() + "\r\n\r\n";
        int from = request.prepend(head.getBytes(StandardCharsets.US_ASCII));
        return pool.exchange(
                http,
                request.array(),
                from,
                request.end(),
                call.context().deadlineNanos(),
                environment.limits().messageBytes());
    }

    /** The head of a request up to what differs from call to call. */
    private String post(String path, String contentType) {
        return "POST " + path + " HTTP/1.1\r\nHost: " + address.host() + ":" + address.port() + "\r\nContent-Type: "
                + contentType + "\r\n";
    }

    private void cancelAtServer(OutboundCall call) {
        String id = call.context().callId();
        if (id.isEmpty() || closed) return;
        byte[] request = (post(Control.CANCEL, Control.PROTOBUF) + "Content-Length: " + id.length() + "\r\n\r\n" + id)
                .getBytes(StandardCharsets.US_ASCII);
        try {
            environment.blocking().execute(() -> {
                try {
                    pool.exchange(
                            new HttpCall(), request, 0, request.length, System.nanoTime() + CANCEL_NANOS, 1 << 16);
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
        SoapForeignLane foreign = new SoapForeignLane(address, contract, environment.limits(), this::call);
        SoapLaneExchange exchange =
                new SoapLaneExchange(address, pool, post(Control.LANE, Control.PROTOBUF), () -> closed, foreign);
        return new BatchLaneWire(exchange, environment.blocking(), listener);
    }

    @Override
    public void close() {
        closed = true;
        pool.close();
        if (!inProgress.awaitNone(CLOSE)) LOG.warn("{}: calls have not ended with their connection", address);
    }
}
