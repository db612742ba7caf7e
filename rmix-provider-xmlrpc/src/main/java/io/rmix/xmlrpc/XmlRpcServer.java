package io.rmix.xmlrpc;

import io.rmix.Endpoint;
import io.rmix.InvocationException.Code;
import io.rmix.Limits;
import io.rmix.Outcome;
import io.rmix.contract.DecodeException;
import io.rmix.contract.EncodeException;
import io.rmix.contract.Operation;
import io.rmix.http.HttpRequest;
import io.rmix.http.HttpResponse;
import io.rmix.http.peer.HttpAcceptor;
import io.rmix.http.peer.ServerProtocol;
import io.rmix.http.xml.Encodings;
import io.rmix.http.xml.MalformedXmlException;
import io.rmix.http.xml.Printable;
import io.rmix.http.xml.XmlOut;
import io.rmix.spi.CallContext;
import io.rmix.spi.Dispatcher;
import io.rmix.spi.ExportedService;
import io.rmix.spi.ServerEnvironment;
import io.rmix.xmlrpc.value.ServiceCodec;
import io.rmix.xmlrpc.xml.DocumentReader;
import io.rmix.xmlrpc.xml.DocumentWriter;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The services of one port, all at the same path: a method's name says which is called. */
final class XmlRpcServer implements ServerProtocol {
    private static final Logger LOG = LoggerFactory.getLogger(XmlRpcServer.class);

    private final Endpoint address;
    private final Dispatcher dispatcher;
    private final Limits limits;
    private final DocumentReader reader;
    private final Map<String, XmlRpcService> services = new ConcurrentHashMap<>();
    private final Introspection introspection = new Introspection(services.values());

    XmlRpcServer(Endpoint address, ServerEnvironment environment) {
        this.address = address;
        this.dispatcher = environment.dispatcher();
        this.limits = environment.limits();
        this.reader = new DocumentReader(limits.depth());
    }

    @Override
    public void add(ExportedService service) {
        Endpoint endpoint = address.withService(service.name());
        if (service.name().equals(Introspection.SERVICE))
            throw new IllegalArgumentException(
                    endpoint + ": the name " + Introspection.SERVICE + " is XML-RPC's own; choose another");
        ServiceCodec codec = new ServiceCodec(service.contract(), limits.messageBytes(), limits.depth());
        XmlRpcService other = services.putIfAbsent(service.name(), new XmlRpcService(service, codec, endpoint));
        if (other != null) throw new IllegalArgumentException(endpoint + " is taken by " + other.service());
    }

    @Override
    public void remove(ExportedService service) {
        XmlRpcService known = services.get(service.name());
        if (known != null && known.service() == service) services.remove(service.name(), known);
    }

    @Override
    public HttpResponse answer(HttpRequest http, boolean closing) {
        if (!Paths.isServed(http.path())) return refuse(http, 404, "no XML-RPC here; POST to " + Paths.DEFAULT);
        if (!http.method().equals("POST")) return refuse(http, 405, "only POST").with("Allow: POST");
        if (!Paths.isXml(http.contentType()))
            return refuse(
                    http,
                    415,
                    "the content type is '" + Printable.of(http.contentType()) + "'; expected " + Paths.CONTENT_TYPE);
        DocumentReader.Request request;
        CallContext context;
        try {
            context = ContextHeader.parse(http.context());
            request = reader.readRequest(http.body(), http.length(), Encodings.of(http.contentType()));
        } catch (MalformedXmlException e) {
            return fault(http, Faults.NOT_WELL_FORMED, Code.INVALID, "the message " + e.getMessage());
        }
        if (closing) return fault(http, Code.CLOSED, "the server is closing");
        return call(http, request, context);
    }

    private HttpResponse call(HttpRequest http, DocumentReader.Request request, CallContext context) {
        String method = request.method();
        int dot = method.lastIndexOf('.');
        String name = dot < 0 ? "" : method.substring(0, dot);
        if (name.equals(Introspection.SERVICE)) return introspect(http, request);
        XmlRpcService service = services.get(name);
        if (service == null)
            return fault(
                    http,
                    Code.NO_SUCH_SERVICE,
                    "no service for the method " + Printable.of(method) + "; system.listMethods names all methods");
        Operation operation = service.service().contract().find(method.substring(dot + 1));
        if (operation == null)
            return fault(
                    http,
                    Code.NO_SUCH_METHOD,
                    service.service() + " has no method " + Printable.of(method) + "; system.listMethods names all");
        XmlRpcInboundCall call = new XmlRpcInboundCall(
                service, operation, request.arguments(), http.from(), context.traced(http.trace()), isPeer(http));
        try {
            if (operation.oneWay()) call.decode();
        } catch (DecodeException e) {
            return fault(http, Code.INVALID, "arguments refused: " + e.getMessage());
        }
        return call.run(dispatcher);
    }

    private static boolean isPeer(HttpRequest http) {
        return !http.context().isEmpty();
    }

    private HttpResponse introspect(HttpRequest http, DocumentReader.Request request) {
        try {
            Object answer = introspection.answer(request.method(), request.arguments());
            if (answer == null)
                return fault(http, Code.NO_SUCH_METHOD, "no such method: " + Printable.of(request.method()));
            XmlOut out = new XmlOut(limits.messageBytes(), limits.depth());
            new DocumentWriter(out).result(answer);
            return XmlRpcInboundCall.answer(out);
        } catch (MalformedXmlException e) {
            return fault(http, Code.INVALID, "the message " + e.getMessage());
        } catch (EncodeException e) {
            return fault(http, Code.TOO_LARGE, "the answer " + e.getMessage());
        }
    }

    private HttpResponse fault(HttpRequest http, Code code, String reason) {
        return fault(http, Faults.faultCode(code), code, reason);
    }

    private HttpResponse fault(HttpRequest http, int faultCode, Code code, String reason) {
        LOG.warn("{} at {}: refused: {}", http.peer(), address, reason);
        return XmlRpcInboundCall.answer(Faults.refusal(faultCode, code, Outcome.NOT_INVOKED, reason, isPeer(http)));
    }

    private HttpResponse refuse(HttpRequest http, int status, String reason) {
        return HttpAcceptor.refuse(address, http, status, reason);
    }
}
