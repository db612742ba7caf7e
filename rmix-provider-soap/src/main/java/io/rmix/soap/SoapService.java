package io.rmix.soap;

import io.rmix.Endpoint;
import io.rmix.InvocationException.Code;
import io.rmix.Outcome;
import io.rmix.contract.Operation;
import io.rmix.http.HttpRequest;
import io.rmix.http.HttpResponse;
import io.rmix.http.xml.Encodings;
import io.rmix.http.xml.MalformedXmlException;
import io.rmix.http.xml.Printable;
import io.rmix.soap.xml.Faults;
import io.rmix.soap.xml.ServiceCodec;
import io.rmix.soap.xml.ServiceCodec.Request;
import io.rmix.soap.xml.SoapRefusal;
import io.rmix.soap.xml.SoapVersion;
import io.rmix.spi.Dispatcher;
import io.rmix.spi.ExportedService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One exported service: takes requests that have arrived whole, and decodes them whole before anything is dispatched.
 *
 * @param endpoint with the service's name
 */
record SoapService(ExportedService service, ServiceCodec codec, Endpoint endpoint, Dispatcher dispatcher) {
    private static final Logger LOG = LoggerFactory.getLogger(SoapService.class);

    HttpResponse call(HttpRequest http) {
        Request request;
        try {
            request = codec.readRequest(http.body(), http.length(), Encodings.of(http.contentType()));
        } catch (MalformedXmlException e) {
            SoapVersion spoken = SoapVersion.ofContentType(http.contentType());
            SoapVersion version = spoken == null ? SoapVersion.SOAP_11 : spoken;
            return refuse(http, version, Code.INVALID, "the message " + e.getMessage());
        } catch (SoapRefusal e) {
            LOG.warn("{} at {}: refused: {}", http.peer(), endpoint, e.getMessage());
            return new HttpResponse(500, e.version().contentType(), Faults.refusal(e));
        }
        Operation operation = request.operation();
        if (operation == null)
            return refuse(
                    http,
                    request.version(),
                    Code.NO_SUCH_METHOD,
                    service + " has no operation " + Printable.of(request.element()) + " in that namespace");
        // A one-way caller hears of arguments that do not fit before its call is admitted, and of nothing later.
        if (operation.oneWay() && request.problem() != null)
            return refuse(
                    http,
                    request.version(),
                    Code.INVALID,
                    "arguments refused: " + request.problem().getMessage());
        return new SoapInboundCall(this, request, operation, http).run(dispatcher);
    }

    private HttpResponse refuse(HttpRequest http, SoapVersion version, Code code, String reason) {
        LOG.warn("{} at {}: refused: {}", http.peer(), endpoint, reason);
        return new HttpResponse(
                version == SoapVersion.SOAP_12 ? 400 : 500,
                version.contentType(),
                Faults.refusal(version, code, Outcome.NOT_INVOKED, reason));
    }
}
