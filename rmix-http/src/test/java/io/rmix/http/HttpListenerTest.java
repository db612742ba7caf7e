package io.rmix.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.testkit.Background;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The server bounds connections and time, and drains. */
@Timeout(60)
class HttpListenerTest {
    private static final String REQUEST = "POST /a HTTP/1.1\r\nContent-Length: 2\r\n\r\nhi";

    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);
    private HttpListener listener;

    private void listen(int connections, Duration idle, Duration request) throws IOException {
        HttpBounds bounds = new HttpBounds(connections, path -> 1000, idle, request);
        listener = new HttpListener(
                "rmix-test",
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Optional.empty(),
                bounds,
                this::handle);
        listener.open();
    }

    private HttpResponse handle(HttpRequest request) {
        if (!request.path().equals("/slow")) return HttpResponse.text(200, "there");
        entered.countDown();
        try {
            return HttpResponse.text(release.await(30, TimeUnit.SECONDS) ? 200 : 500, "late");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return HttpResponse.text(500, "interrupted");
        }
    }

    @AfterEach
    void close() {
        release.countDown();
        listener.close(Duration.ofSeconds(5));
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), listener.port());
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String readAll(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }

    @Test
    void requestsThatTrickleAreCutOff() throws IOException {
        listen(10, Duration.ofSeconds(20), Duration.ofMillis(300));
        try (Socket head = connect();
                Socket body = connect()) {
            send(head, "POST /a HTT");
            send(body, "POST /a HTTP/1.1\r\nContent-Length: 2\r\n\r\nh");
            assertEquals("", readAll(head));
            assertEquals("", readAll(body));
        }
    }

    @Test
    void idleConnectionsAreClosedAndBusyOnesAreNot() throws Exception {
        listen(10, Duration.ofMillis(300), Duration.ofSeconds(20));
        try (Socket idle = connect();
                Socket used = connect();
                Socket busy = connect()) {
            send(used, REQUEST);
            send(busy, "POST /slow HTTP/1.1\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            assertEquals("", readAll(idle));
            assertTrue(readAll(used).endsWith("\r\n\r\nthere\n"));
            assertTrue(entered.await(10, TimeUnit.SECONDS));
            release.countDown();
            assertTrue(readAll(busy).endsWith("\r\n\r\nlate\n"));
        }
    }

    @Test
    void connectionsOverTheBoundAreRefused() throws IOException {
        listen(2, Duration.ofSeconds(20), Duration.ofSeconds(20));
        try (Socket first = connect();
                Socket second = connect()) {
            for (Socket socket : new Socket[] {first, second}) {
                send(socket, REQUEST);
                assertEquals('H', socket.getInputStream().read());
            }
            try (Socket third = connect()) {
                assertEquals(-1, third.getInputStream().read());
            } catch (SocketException e) {
                assertTrue(e.getMessage().contains("reset"), e.getMessage());
            }
            send(first, REQUEST);
        }
    }

    @Test
    void closingDrainsAndFreesThePort() throws Exception {
        listen(10, Duration.ofSeconds(20), Duration.ofSeconds(20));
        int port = listener.port();
        try (Socket slow = connect();
                Socket kept = connect()) {
            send(kept, REQUEST);
            assertEquals('H', kept.getInputStream().read());
            send(slow, "POST /slow HTTP/1.1\r\nContent-Length: 0\r\n\r\n");
            assertTrue(entered.await(10, TimeUnit.SECONDS));
            CompletableFuture<Void> closing = Background.run(() -> listener.close(Duration.ofSeconds(20)));
            while (!listener.closing()) Thread.onSpinWait();
            send(kept, REQUEST);
            assertTrue(readAll(kept).endsWith("Connection: close\r\nContent-Length: 6\r\n\r\nthere\n"));
            release.countDown();
            assertTrue(readAll(slow).endsWith("Connection: close\r\nContent-Length: 5\r\n\r\nlate\n"));
            closing.get(20, TimeUnit.SECONDS);
        }
        assertThrows(ConnectException.class, () -> new Socket(InetAddress.getLoopbackAddress(), port));
    }

    @Test
    void aDrainThatTakesTooLongCutsOff() throws Exception {
        listen(10, Duration.ofSeconds(20), Duration.ofSeconds(20));
        try (Socket slow = connect()) {
            send(slow, "POST /slow HTTP/1.1\r\nContent-Length: 0\r\n\r\n");
            assertTrue(entered.await(10, TimeUnit.SECONDS));
            listener.close(Duration.ofMillis(100));
            assertEquals(-1, slow.getInputStream().read());
        }
    }

    @Test
    void interimAnswersAreSentWhenAskedFor() throws IOException {
        listen(10, Duration.ofSeconds(20), Duration.ofSeconds(20));
        try (Socket socket = connect()) {
            send(socket, "POST /a HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 2\r\nConnection: close\r\n\r\n");
            assertEquals(
                    "HTTP/1.1 100 Continue\r\n\r\n",
                    new String(socket.getInputStream().readNBytes(25), StandardCharsets.US_ASCII));
            send(socket, "hi");
            assertTrue(readAll(socket).startsWith("HTTP/1.1 200 OK\r\n"));
        }
    }
}
