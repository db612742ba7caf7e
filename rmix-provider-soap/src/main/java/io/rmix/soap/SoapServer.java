package io.rmix.soap;

import io.rmix.Endpoint;
import io.rmix.InvocationException.Code;
import io.rmix.Outcome;
import io.rmix.http.HttpRequest;
import io.rmix.http.HttpResponse;
import io.rmix.http.peer.HttpAcceptor;
import io.rmix.http.peer.ServerProtocol;
import io.rmix.http.xml.Printable;
import io.rmix.soap.xml.Faults;
import io.rmix.soap.xml.ServiceCodec;
import io.rmix.soap.xml.SoapVersion;
import io.rmix.spi.ExportedService;
import io.rmix.spi.ServerEnvironment;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The services of one port: each at a path of its own, where its description is too. */
final class SoapServer implements ServerProtocol {
    private static final Logger LOG = LoggerFactory.getLogger(SoapServer.class);

    private final Endpoint address;
    private final ServerEnvironment environment;
    private final String urlScheme;
    private final Map<String, SoapService> services = new ConcurrentHashMap<>();

    SoapServer(Endpoint address, ServerEnvironment environment) {
        this.address = address;
        this.environment = environment;
        this.urlScheme = environment.security().tls().isPresent() ? "https://" : "http://";
    }

    @Override
    public void add(ExportedService service) {
        ServiceCodec codec = ServiceCodec.of(
                service.contract(),
                environment.limits().messageBytes(),
                environment.limits().depth());
        Endpoint endpoint = address.withService(service.name());
        SoapService other = services.putIfAbsent(
                service.name(), new SoapService(service, codec, endpoint, environment.dispatcher()));
        if (other != null) throw new IllegalArgumentException(endpoint + " is taken by " + other.service());
    }

    @Override
    public void remove(ExportedService service) {
        SoapService known = services.get(service.name());
        if (known != null && known.service() == service) services.remove(service.name(), known);
    }

    @Override
    public HttpResponse answer(HttpRequest request, boolean closing) {
        return switch (request.method()) {
            case "POST" -> call(request, closing);
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

    private HttpResponse call(HttpRequest request, boolean closing) {
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
        return new HttpResponse(500, version.contentType(), Faults.refusal(version, code, Outcome.NOT_INVOKED, reason));
    }

    private HttpResponse refuse(HttpRequest request, int status, String reason) {
        return HttpAcceptor.refuse(address, request, status, reason);
    }
}
