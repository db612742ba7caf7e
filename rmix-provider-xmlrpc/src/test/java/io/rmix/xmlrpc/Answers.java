package io.rmix.xmlrpc;

import io.rmix.http.HttpBounds;
import io.rmix.http.HttpListener;
import io.rmix.http.HttpRequest;
import io.rmix.http.HttpResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server that gives one answer to everything. */
final class Answers implements AutoCloseable {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final List<HttpRequest> requests = new CopyOnWriteArrayList<>();
    private final HttpListener listener;

    Answers(HttpResponse answer) throws IOException {
        listener = new HttpListener(
                "answers",
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Optional.empty(),
                new HttpBounds(100, path -> 1 << 20, LONG, LONG),
                request -> {
                    requests.add(request);
                    return answer;
                });
        listener.open();
    }

    static HttpResponse xml(String document) {
        return HttpResponse.bytes(200, "text/xml", document.getBytes(StandardCharsets.UTF_8));
    }

    static String result(String value) {
        return "<methodResponse><params><param><value>" + value + "</value></param></params></methodResponse>";
    }

    static String fault(String members) {
        return "<methodResponse><fault><value><struct>" + members + "</struct></value></fault></methodResponse>";
    }

    static String member(String name, String value) {
        return "<member><name>" + name + "</name><value>" + value + "</value></member>";
    }

    int port() {
        return listener.port();
    }

    List<HttpRequest> requests() {
        return requests;
    }

    @Override
    public void close() {
        listener.close(Duration.ZERO);
    }
}
