package io.rmix.soap;

import io.rmix.InvocationException.Code;
import io.rmix.Outcome;
import io.rmix.contract.Operation;
import io.rmix.http.HttpRequest;
import io.rmix.http.HttpResponse;
import io.rmix.http.peer.HttpInboundCall;
import io.rmix.http.xml.XmlOut;
import io.rmix.soap.xml.Faults;
import io.rmix.soap.xml.ServiceCodec;
import io.rmix.soap.xml.SoapVersion;
import io.rmix.spi.Failure;
import org.jspecify.annotations.Nullable;

/** One call that has arrived, answered in the version of SOAP in which it came. */
final class SoapInboundCall extends HttpInboundCall {
    private final SoapService service;
    private final ServiceCodec.Request request;

    SoapInboundCall(SoapService service, ServiceCodec.Request request, Operation operation, HttpRequest http) {
        super(
                new Origin(
                        service.service(),
                        service.endpoint(),
                        http.from(),
                        request.context().traced(http.trace())),
                operation);
        this.service = service;
        this.request = request;
    }

    @Override
    public @Nullable Object[] arguments() {
        if (request.problem() != null) throw request.problem();
        Object[] arguments = request.arguments();
        if (arguments == null) throw new IllegalStateException("no arguments");
        return arguments;
    }

    @Override
    protected XmlOut newMessage() {
        return service.codec().newMessage();
    }

    @Override
    protected HttpResponse result(@Nullable Object result, XmlOut out) {
        service.codec().writeResponse(request.version(), operation(), result, out);
        return answer(200, out);
    }

    @Override
    protected HttpResponse exception(Failure.Declared declared, XmlOut out) {
        service.codec().writeFault(request.version(), declared.type(), declared.exception(), out);
        return answer(500, out);
    }

    @Override
    protected HttpResponse refusal(Code code, Outcome outcome, String reason) {
        SoapVersion version = request.version();
        boolean senders = version == SoapVersion.SOAP_12 && Faults.isSenders(code);
        return answer(senders ? 400 : 500, Faults.refusal(version, code, outcome, reason));
    }

    @Override
    protected HttpResponse admitted() {
        return HttpResponse.empty(202);
    }

    private HttpResponse answer(int status, XmlOut out) {
        return new HttpResponse(status, request.version().contentType(), out);
    }
}
