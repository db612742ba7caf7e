package io.rmix.soap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rmix.Endpoint;
import io.rmix.Interception;
import io.rmix.Rmix;
import io.rmix.TraceContext;
import io.rmix.testkit.KitServant;
import io.rmix.testkit.KitService;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** The trace of a SOAP client without RMIX is in the headers of its request. */
class ForeignTraceTest {
    private static final String PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    @Test
    void headersSayTheTrace() throws Exception {
        List<Optional<TraceContext>> seen = new CopyOnWriteArrayList<>();
        try (Rmix rmix = Rmix.create()) {
            Endpoint endpoint = rmix.exporting(new KitServant())
                    .at(KitService.class, "soap://127.0.0.1:0/kit")
                    .intercept(call -> {
                        seen.add(call.traceContext());
                        return Interception.NONE;
                    })
                    .export()
                    .endpoint();
            post(endpoint, PARENT, "a=1");
            post(endpoint, PARENT.toUpperCase(java.util.Locale.ROOT), "a=1");
            post(endpoint, PARENT, "x".repeat(TraceContext.STATE_CHARS + 1));
        }
        assertEquals(
                List.of(
                        Optional.of(new TraceContext(PARENT, "a=1")),
                        Optional.empty(),
                        Optional.of(new TraceContext(PARENT, ""))),
                seen);
    }

    private static void post(Endpoint endpoint, String parent, String state) throws Exception {
        String body = HostileInput.envelope("<nothing xmlns=\"" + HostileInput.NS + "\"/>");
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://" + endpoint.host() + ":" + endpoint.port() + "/kit"))
                .header("Content-Type", HostileInput.TEXT_XML)
                .header("Traceparent", parent)
                .header("Tracestate", state)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        assertEquals(200, answer.statusCode(), answer.body());
    }
}
