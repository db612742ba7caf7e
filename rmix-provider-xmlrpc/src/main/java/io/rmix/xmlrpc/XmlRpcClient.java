package io.rmix.xmlrpc;

import io.rmix.InvocationException.Code;
import io.rmix.Limits;
import io.rmix.Outcome;
import io.rmix.contract.Contract;
import io.rmix.contract.DecodeException;
import io.rmix.contract.EncodeException;
import io.rmix.http.HttpAnswer;
import io.rmix.http.peer.ClientProtocol;
import io.rmix.http.peer.HttpFailures;
import io.rmix.http.xml.EncodeFailure;
import io.rmix.http.xml.Encodings;
import io.rmix.http.xml.MalformedXmlException;
import io.rmix.http.xml.XmlOut;
import io.rmix.spi.OutboundCall;
import io.rmix.xmlrpc.value.ServiceCodec;
import io.rmix.xmlrpc.xml.DocumentReader;
import io.rmix.xmlrpc.xml.DocumentReader.Response;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Calls as requests of XML-RPC: one codec for each contract. */
final class XmlRpcClient implements ClientProtocol {
    private static final String HEADERS = "Content-Type: " + Paths.CONTENT_TYPE + "\r\n";

    private final Limits limits;
    private final DocumentReader reader;
    private final Map<Contract, ServiceCodec> codecs = new ConcurrentHashMap<>();

    XmlRpcClient(Limits limits) {
        this.limits = limits;
        this.reader = new DocumentReader(limits.depth());
    }

    private ServiceCodec codec(OutboundCall call) {
        ServiceCodec codec = codecs.get(call.contract());
        return codec != null
                ? codec
                : codecs.computeIfAbsent(
                        call.contract(), contract -> new ServiceCodec(contract, limits.messageBytes(), limits.depth()));
    }

    @Override
    public Request encode(OutboundCall call) {
        ServiceCodec codec = codec(call);
        String method = call.endpoint().service() + "." + call.operation().name();
        XmlOut out = codec.newMessage();
        String context;
        try {
            codec.writeRequest(method, call.operation(), call.arguments(), out);
        } catch (EncodeException e) {
            throw call.failure(EncodeFailure.code(e, out), Outcome.NOT_INVOKED, "argument " + e.getMessage(), e);
        }
        try {
            context = ContextHeader.of(call.context());
        } catch (EncodeException e) {
            throw call.failure(Code.TOO_LARGE, Outcome.NOT_INVOKED, String.valueOf(e.getMessage()), e);
        }
        return new Request(Paths.DEFAULT, HEADERS + context, out);
    }

    @Override
    public @Nullable Object read(OutboundCall call, HttpAnswer http) throws Throwable {
        if (http.status() != 200 || !Paths.isXml(http.contentType())) throw HttpFailures.unexpected(call, http);
        Response response;
        try {
            response = reader.readResponse(http.body(), http.body().length, Encodings.of(http.contentType()));
        } catch (MalformedXmlException e) {
            throw call.failure(Code.INVALID, Outcome.UNKNOWN, "the answer " + e.getMessage(), e);
        }
        ServiceCodec codec = codec(call);
        if (response instanceof Response.Fault fault) throw Faults.read(codec, call, fault);
        try {
            return codec.readResult(call.operation(), ((Response.Result) response).value());
        } catch (DecodeException e) {
            throw call.failure(Code.INVALID, Outcome.INVOKED, "the result " + e.getMessage(), e);
        }
    }
}
