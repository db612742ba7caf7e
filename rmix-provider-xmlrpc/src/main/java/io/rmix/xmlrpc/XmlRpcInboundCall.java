package io.rmix.xmlrpc;

import io.rmix.InvocationException.Code;
import io.rmix.Outcome;
import io.rmix.contract.Operation;
import io.rmix.http.HttpResponse;
import io.rmix.http.peer.HttpInboundCall;
import io.rmix.http.xml.XmlOut;
import io.rmix.spi.CallContext;
import io.rmix.spi.Failure;
import io.rmix.spi.Peer;
import io.rmix.xmlrpc.value.ServiceCodec;
import io.rmix.xmlrpc.xml.DocumentWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One call that has arrived. */
final class XmlRpcInboundCall extends HttpInboundCall {
    private final XmlRpcService service;
    private final List<?> values;
    private final boolean fromPeer;
    private @Nullable Object @Nullable [] arguments;

    /** @param fromPeer whether RMIX calls, which understands more of a fault than its text */
    XmlRpcInboundCall(
            XmlRpcService service,
            Operation operation,
            List<?> values,
            Peer peer,
            CallContext context,
            boolean fromPeer) {
        super(new Origin(service.service(), service.endpoint(), peer, context), operation);
        this.service = service;
        this.values = values;
        this.fromPeer = fromPeer;
    }

    /**
     * Decodes the arguments before the call is admitted, for a caller that hears of nothing later.
     *
     * @throws io.rmix.contract.DecodeException if they do not fit the operation
     */
    void decode() {
        arguments = service.codec().readArguments(operation(), values);
    }

    @Override
    public @Nullable Object[] arguments() {
        return arguments != null ? arguments : service.codec().readArguments(operation(), values);
    }

    @Override
    protected XmlOut newMessage() {
        return service.codec().newMessage();
    }

    @Override
    protected HttpResponse result(@Nullable Object result, XmlOut out) {
        service.codec().writeResult(operation(), result, out);
        return answer(out);
    }

    @Override
    protected HttpResponse exception(Failure.Declared declared, XmlOut out) {
        Faults.exception(service.codec(), operation(), declared.type(), declared.exception(), fromPeer, out);
        return answer(out);
    }

    @Override
    protected HttpResponse refusal(Code code, Outcome outcome, String reason) {
        return answer(Faults.refusal(Faults.faultCode(code), code, outcome, reason, fromPeer));
    }

    @Override
    protected HttpResponse admitted() {
        XmlOut out = newMessage();
        new DocumentWriter(out).result(ServiceCodec.NO_RESULT);
        return answer(out);
    }

    /** Faults too have the status 200. */
    static HttpResponse answer(XmlOut out) {
        return new HttpResponse(200, Paths.CONTENT_TYPE, out);
    }
}
