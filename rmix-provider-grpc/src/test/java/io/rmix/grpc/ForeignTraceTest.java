package io.rmix.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.grpc.ClientInterceptors;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;
import io.rmix.Endpoint;
import io.rmix.Interception;
import io.rmix.TraceContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** The trace of a gRPC client without RMIX is in its metadata. */
class ForeignTraceTest extends Fixture {
    private static final String PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    @Test
    void metadataSayTheTrace() throws Exception {
        List<Optional<TraceContext>> seen = new CopyOnWriteArrayList<>();
        Endpoint endpoint = rmix().exporting(new Shop.Keeper("corner"))
                .at(Shop.class, ANYWHERE + "shop")
                .intercept(call -> {
                    seen.add(call.traceContext());
                    return Interception.NONE;
                })
                .export()
                .endpoint();
        call(endpoint, PARENT, "a=1");
        call(endpoint, "00-" + PARENT, "a=1");
        call(endpoint, PARENT, "x".repeat(TraceContext.STATE_CHARS + 1));
        assertEquals(
                List.of(
                        Optional.of(new TraceContext(PARENT, "a=1")),
                        Optional.empty(),
                        Optional.of(new TraceContext(PARENT, ""))),
                seen);
    }

    private void call(Endpoint endpoint, String parent, String state) throws Exception {
        Metadata headers = new Metadata();
        headers.put(Wire.TRACEPARENT, parent);
        headers.put(Wire.TRACESTATE, state);
        var channel = ClientInterceptors.intercept(
                foreignChannel(endpoint), MetadataUtils.newAttachHeadersInterceptor(headers));
        var answer = new ReflectingClient(channel).call("shop.v1.Shop", "Name", Map.of());
        assertEquals("corner", ReflectingClient.field(answer, "result"));
    }
}
