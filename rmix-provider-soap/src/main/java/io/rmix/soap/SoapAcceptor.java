package io.rmix.soap;

import io.rmix.Endpoint;
import io.rmix.InvocationException.Code;
import io.rmix.Limits;
import io.rmix.Outcome;
import io.rmix.http.HttpBounds;
import io.rmix.http.HttpListener;
import io.rmix.http.HttpRequest;
import io.rmix.http.HttpResponse;
import io.rmix.soap.xml.Faults;
import io.rmix.soap.xml.Printable;
import io.rmix.soap.xml.ServiceCodec;
import io.rmix.soap.xml.SoapVersion;
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
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The services of one port. */
final class SoapAcceptor implements Acceptor {
    private static final Logger LOG = LoggerFactory.getLogger(SoapAcceptor.class);
    private static final int CONNECTIONS = 1024;
    private static final Duration IDLE = Duration.ofMinutes(5);
    private static final Duration REQUEST = Duration.ofSeconds(30);
    /** How long a lane's frame may wait for its calls to be executed; the client asks again. */
    private static final Duration LANE_PATIENCE = Duration.ofMillis(500);

    private final Endpoint address;
    private final Dispatcher dispatcher;
    private final Limits limits;
    private final String urlScheme;
    private final Map<String, SoapService> services = new ConcurrentHashMap<>();
    private final HttpListener listener;
    private volatile boolean closing;

    SoapAcceptor(Endpoint asked, ServerEnvironment environment) throws IOException {
        this.dispatcher = environment.dispatcher();
        this.limits = environment.limits();
        this.urlScheme = environment.security().tls().isPresent() ? "https://" : "http://";
        InetSocketAddress bind = new InetSocketAddress(unbracketed(asked.host()), asked.port());
        if (bind.isUnresolved()) throw new IOException("cannot bind " + asked + ": unknown host " + asked.host());
        HttpBounds bounds =
                new HttpBounds(CONNECTIONS, this::bodyBytes, IDLE, REQUEST.plusSeconds(limits.messageBytes() >> 20));
        try {
            this.listener =
                    new HttpListener("rmix-soap", bind, environment.security().tls(), bounds, this::handle);
        } catch (IOException e) {
            throw new IOException("cannot bind " + asked + ": " + e.getMessage(), e);
        }
        this.address = asked.withService("").withPort(listener.port());
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
        ServiceCodec codec = ServiceCodec.of(service.contract(), limits.messageBytes(), limits.depth());
        SoapService added = new SoapService(service, codec, address.withService(service.name()), dispatcher);
        SoapService other = services.putIfAbsent(service.name(), added);
        if (other != null)
            throw new IllegalArgumentException(address.withService(service.name()) + " is taken by " + other.service());
    }

    @Override
    public void open() {
        listener.open();
    }

    @Override
    public void unexport(ExportedService service) {
        SoapService known = services.get(service.name());
        if (known != null && known.service() == service) services.remove(service.name(), known);
    }

    @Override
    public void close(Duration drain) {
        closing = true;
        listener.close(drain);
        services.clear();
    }

    private HttpResponse handle(HttpRequest request) {
        return switch (request.method()) {
            case "POST" -> post(request);
            case "GET" -> get(request);
            default -> refuse(request, 405, "only POST, and GET with ?wsdl").with("Allow: GET, POST");
        };
    }

    private HttpResponse get(HttpRequest request) {
        SoapService service = services.get(request.path().substring(1));
        if (service == null) return refuse(request, 404, "no service here");
        if (!request.query().equalsIgnoreCase("wsdl"))
            return refuse(request, 405, "a SOAP service: POST an envelope here; its description is at ?wsdl")
                    .with("Allow: GET, POST");
        String host = request.host().matches("[A-Za-z0-9._-]+(:[0-9]{1,5})?|\\[[0-9A-Fa-f:.]+](:[0-9]{1,5})?")
                ? request.host()
                : address.host() + ":" + address.port();
        String wsdl = service.codec().wsdl(urlScheme + host + request.path());
        return HttpResponse.bytes(200, "text/xml; charset=utf-8", wsdl.getBytes(StandardCharsets.UTF_8));
    }

    private HttpResponse post(HttpRequest request) {
        switch (request.path()) {
            case Control.LANE:
                return lane(request);
            case Control.CANCEL:
                if (!request.contentType().equals(Control.PROTOBUF))
                    return refuseControl(request, 415, "not " + Control.PROTOBUF);
                dispatcher.cancel(new String(request.body(), 0, request.length(), StandardCharsets.US_ASCII));
                return HttpResponse.empty(204);
            default:
                return call(request);
        }
    }

    private HttpResponse call(HttpRequest request) {
        SoapVersion version = SoapVersion.ofContentType(request.contentType());
        if (version == null)
            return refuse(
                    request,
                    415,
                    "the content type is '" + Printable.of(request.contentType()) + "'; expected "
                            + SoapVersion.SOAP_11.contentType());
        if (closing) return fault(request, version, Code.CLOSED, "the server is closing");
        SoapService service = services.get(request.path().substring(1));
        return service != null
                ? service.call(request)
                : fault(request, version, Code.NO_SUCH_SERVICE, "no service of this name is exported here");
    }

    private HttpResponse fault(HttpRequest request, SoapVersion version, Code code, String reason) {
        LOG.warn("{} at {}: refused: {}: {}", request.peer(), address, Printable.of(request.path()), reason);
        return new HttpResponse(
                500, version.contentType(), new XmlBody(Faults.refusal(version, code, Outcome.NOT_INVOKED, reason)));
    }

    private HttpResponse lane(HttpRequest request) {
        if (!request.contentType().equals(Control.PROTOBUF))
            return refuseControl(request, 415, "not " + Control.PROTOBUF);
        try {
            LaneFrame frame = LaneCodec.read(Arrays.copyOf(request.body(), request.length()));
            LaneAck ack = dispatcher.exchange(this, request.peer(), frame, LANE_PATIENCE);
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
        HttpResponse refusal = refuse(request, status, reason);
        return new HttpResponse(status, Control.REFUSAL, refusal.body());
    }

    private HttpResponse refuse(HttpRequest request, int status, String reason) {
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
