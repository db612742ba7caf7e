package io.rmix.soap;

import io.rmix.Limits;
import io.rmix.Outcome;
import io.rmix.contract.Contract;
import io.rmix.contract.EncodeException;
import io.rmix.http.HttpAnswer;
import io.rmix.http.peer.ClientProtocol;
import io.rmix.http.xml.EncodeFailure;
import io.rmix.http.xml.XmlOut;
import io.rmix.soap.xml.ServiceCodec;
import io.rmix.soap.xml.SoapVersion;
import io.rmix.spi.OutboundCall;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Calls as SOAP requests of one version: one codec for each contract. */
final class SoapClient implements ClientProtocol {
    private final Limits limits;
    private final SoapVersion version;
    private final Map<Contract, ServiceCodec> codecs = new ConcurrentHashMap<>();

    SoapClient(Limits limits, SoapVersion version) {
        this.limits = limits;
        this.version = version;
    }

    private ServiceCodec codec(OutboundCall call) {
        ServiceCodec codec = codecs.get(call.contract());
        return codec != null
                ? codec
                : codecs.computeIfAbsent(
                        call.contract(), contract -> ServiceCodec.of(contract, limits.messageBytes(), limits.depth()));
    }

    @Override
    public Request encode(OutboundCall call) {
        ServiceCodec codec = codec(call);
        XmlOut out = codec.newMessage();
        try {
            codec.writeRequest(version, call.operation(), call.arguments(), call.context(), out);
        } catch (EncodeException e) {
            throw call.failure(EncodeFailure.code(e, out), Outcome.NOT_INVOKED, "argument " + e.getMessage(), e);
        }
        return new Request("/" + call.endpoint().service(), version.headers(codec.action(call.operation())), out);
    }

    @Override
    public @Nullable Object read(OutboundCall call, HttpAnswer answer) throws Throwable {
        return SoapAnswers.read(codec(call), call, answer);
    }
}
