package io.rmix.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.rmix.Endpoint;
import io.rmix.Interception;
import io.rmix.Rmix;
import io.rmix.Stub;
import io.rmix.TraceContext;
import io.rmix.testkit.KitServant;
import io.rmix.testkit.KitService;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The trace of calls from and to peers without RMIX is in the headers of HTTP: extended by a test of each protocol over it. */
@Timeout(60)
public abstract class ForeignTraceContract {
    private static final String PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private static final String TEXT_XML = "text/xml; charset=utf-8";

    private final Documents documents;

    protected ForeignTraceContract(Documents documents) {
        this.documents = documents;
    }

    @Test
    void headersOfClientsSayTheTrace() throws Exception {
        List<Optional<TraceContext>> seen = new CopyOnWriteArrayList<>();
        try (Rmix rmix = Rmix.create()) {
            Endpoint endpoint = rmix.exporting(new KitServant())
                    .at(KitService.class, documents.scheme() + "://127.0.0.1:0/kit")
                    .intercept(call -> {
                        seen.add(call.traceContext());
                        return Interception.NONE;
                    })
                    .export()
                    .endpoint();
            post(endpoint, PARENT, "a=1");
            post(endpoint, PARENT.toUpperCase(Locale.ROOT), "a=1");
            post(endpoint, PARENT, "x".repeat(TraceContext.STATE_CHARS + 1));
        }
        assertEquals(
                List.of(
                        Optional.of(new TraceContext(PARENT, "a=1")),
                        Optional.empty(),
                        Optional.of(new TraceContext(PARENT, ""))),
                seen);
    }

    private void post(Endpoint endpoint, String parent, String state) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://" + endpoint.host() + ":" + endpoint.port() + documents.path()))
                .header("Content-Type", TEXT_XML)
                .header("Traceparent", parent)
                .header("Tracestate", state)
                .POST(HttpRequest.BodyPublishers.ofString(documents.nothing()))
                .build();
        var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        assertEquals(200, answer.statusCode(), answer.body());
    }

    @Test
    void serversGetTheTraceInHeaders() throws Exception {
        List<String> seen = new CopyOnWriteArrayList<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(documents.path(), exchange -> {
            seen.add(headers(exchange));
            answer(exchange);
        });
        server.start();
        try (Rmix rmix = Rmix.create()) {
            int port = server.getAddress().getPort();
            Stub<KitService> bare =
                    rmix.connect(KitService.class, documents.scheme() + "://127.0.0.1:" + port + "/kit");
            Stub<KitService> traced = bare.withEntry(TraceContext.PARENT, PARENT);
            bare.sync().nothing();
            traced.sync().nothing();
            Stub<KitService> whole = traced.withEntry(TraceContext.STATE, "a=1,b=2");
            whole.sync().nothing();
            whole.asyncVoid(KitService::nothing).get(10, TimeUnit.SECONDS);
            whole.oneWay().nothing();
            whole.lane().flush().get(10, TimeUnit.SECONDS);
            bare.withEntry(TraceContext.PARENT, "00-" + PARENT).sync().nothing();
            traced.withEntry(TraceContext.STATE, "a=1\r\nInjected: 1").sync().nothing();
        } finally {
            server.stop(0);
        }
        String parent = "[" + PARENT + "] ";
        String all = parent + "[a=1,b=2] null";
        assertEquals(
                List.of("null null null", parent + "null null", all, all, all, "null null null", parent + "null null"),
                seen);
    }

    private static String headers(HttpExchange exchange) {
        List<String> values = new ArrayList<>();
        for (String name : List.of("traceparent", "tracestate", "injected"))
            values.add(String.valueOf(exchange.getRequestHeaders().get(name)));
        return String.join(" ", values);
    }

    private void answer(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        byte[] answer = documents.nothingAnswered().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", TEXT_XML);
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }
}
