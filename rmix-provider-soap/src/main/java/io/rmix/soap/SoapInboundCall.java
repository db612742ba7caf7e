package io.rmix.soap;

import io.rmix.Endpoint;
import io.rmix.InvocationException.Code;
import io.rmix.Outcome;
import io.rmix.contract.EncodeException;
import io.rmix.contract.Operation;
import io.rmix.http.HttpResponse;
import io.rmix.http.xml.EncodeFailure;
import io.rmix.http.xml.XmlOut;
import io.rmix.soap.xml.Faults;
import io.rmix.soap.xml.ServiceCodec;
import io.rmix.soap.xml.SoapVersion;
import io.rmix.spi.CallContext;
import io.rmix.spi.ExportedService;
import io.rmix.spi.Failure;
import io.rmix.spi.InboundCall;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One call that has arrived; its answer is kept for the connection's thread, which waits in the dispatcher. */
final class SoapInboundCall implements InboundCall {
    private final SoapService service;
    private final ServiceCodec.Request request;
    private final Operation operation;
    private final String peer;
    private final Thread thread = Thread.currentThread();
    private volatile @Nullable HttpResponse answer;

    SoapInboundCall(SoapService service, ServiceCodec.Request request, Operation operation, String peer) {
        this.service = service;
        this.request = request;
        this.operation = operation;
        this.peer = peer;
    }

    /** Once the dispatcher has returned. */
    HttpResponse answer() {
        HttpResponse given = answer;
        return given != null ? given : refusal(Code.INTERNAL, Outcome.UNKNOWN, "the call ended without an answer");
    }

    /** Once the dispatcher has taken or refused a one-way call. */
    HttpResponse admission() {
        HttpResponse refused = answer;
        return refused != null ? refused : HttpResponse.empty(202);
    }

    @Override
    public ExportedService service() {
        return service.service();
    }

    @Override
    public Operation operation() {
        return operation;
    }

    @Override
    public Endpoint endpoint() {
        return service.endpoint();
    }

    @Override
    public String peer() {
        return peer;
    }

    @Override
    public CallContext context() {
        return request.context();
    }

    @Override
    public @Nullable Object[] arguments() {
        if (request.problem() != null) throw request.problem();
        Object[] arguments = request.arguments();
        if (arguments == null) throw new IllegalStateException("no arguments");
        return arguments;
    }

    @Override
    public void succeed(@Nullable Object result) {
        if (operation.oneWay()) return;
        SoapVersion version = request.version();
        answer = write(200, "result", out -> service.codec().writeResponse(version, operation, result, out));
    }

    @Override
    public void fail(Failure failure) {
        // what a one-way call meets after its admission is not its caller's any more
        if (operation.oneWay() && Thread.currentThread() != thread) return;
        SoapVersion version = request.version();
        if (failure instanceof Failure.Declared declared)
            answer = write(
                    500,
                    "exception",
                    out -> service.codec().writeFault(version, declared.type(), declared.exception(), out));
        else if (failure instanceof Failure.Refused refused)
            answer = refusal(refused.code(), refused.outcome(), refused.reason());
    }

    private HttpResponse write(int status, String what, Consumer<XmlOut> writer) {
        XmlOut out = service.codec().newMessage();
        try {
            writer.accept(out);
            return new HttpResponse(status, request.version().contentType(), out);
        } catch (EncodeException e) {
            return refusal(EncodeFailure.code(e, out), Outcome.INVOKED, what + ": " + e.getMessage());
        }
    }

    private HttpResponse refusal(Code code, Outcome outcome, String reason) {
        SoapVersion version = request.version();
        boolean senders = version == SoapVersion.SOAP_12 && Faults.isSenders(code);
        return new HttpResponse(
                senders ? 400 : 500, version.contentType(), Faults.refusal(version, code, outcome, reason));
    }
}
