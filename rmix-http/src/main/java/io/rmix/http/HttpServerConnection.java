package io.rmix.http;

import io.rmix.spi.Peer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection at the server: request after request, each answered before the next is read. */
final class HttpServerConnection implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpServerConnection.class);
    private static final long NEVER = Long.MAX_VALUE;
    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    /** How much of a refused request is read so that its sender sees the answer. */
    private static final long LINGER_BYTES = 64L << 20;

    private static final int LINGER_MILLIS = 2000;

    private final HttpListener listener;
    private final Socket socket;
    private final String peer;
    private final AtomicReference<State> state = new AtomicReference<>(State.IDLE);
    private volatile long deadlineNanos;
    private @Nullable Peer caller;

    /** Of a connection. */
    private enum State {
        /** No byte of a request has been read. */
        IDLE,
        /** From the first byte of a request to the last of its answer. */
        BUSY,
        /** For good. */
        CLOSED
    }

    HttpServerConnection(HttpListener listener, Socket socket) {
        this.listener = listener;
        this.socket = socket;
        this.peer = socket.getRemoteSocketAddress() instanceof InetSocketAddress address
                ? address.getAddress().getHostAddress() + ":" + address.getPort()
                : "unknown";
        allow(listener.bounds().idle());
    }

    @Override
    public void run() {
        try (socket) {
            socket.setTcpNoDelay(true);
            HttpIn in = new HttpIn(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            boolean goesOn = true;
            while (goesOn && in.await() && state.compareAndSet(State.IDLE, State.BUSY)) {
                listener.requests().begin();
                try {
                    goesOn = serve(in, out) && state.compareAndSet(State.BUSY, State.IDLE);
                } finally {
                    listener.requests().end();
                }
                allow(listener.bounds().idle());
            }
        } catch (IOException e) {
            if (state.getAndSet(State.CLOSED) == State.BUSY || e instanceof SSLException)
                LOG.warn("{} at port {}: connection lost: {}", peer, listener.port(), e.toString());
        } finally {
            listener.ended(this);
        }
    }

    private void allow(Duration time) {
        deadlineNanos = System.nanoTime() + time.toNanos();
    }

    /** One request; returns whether another may follow. */
    private boolean serve(HttpIn in, OutputStream out) throws IOException {
        allow(listener.bounds().request());
        HttpRequest request;
        boolean last;
        try {
            HttpHead head = in.head(HttpIn.FirstLine.REQUEST);
            request = read(head, in, out);
            last = head.closes();
        } catch (HttpRefusal e) {
            refuse(e, in, out);
            return false;
        }
        deadlineNanos = NEVER;
        HttpResponse response = answer(request);
        allow(listener.bounds().request());
        last |= listener.closing();
        write(out, response, last);
        return !last;
    }

    private HttpRequest read(HttpHead head, HttpIn in, OutputStream out) throws IOException {
        String[] line = head.startLine().split(" ", -1);
        if (line.length != 3 || !line[1].startsWith("/") || !line[2].matches("HTTP/1\\.[01]"))
            throw new HttpRefusal(400, "no request line of HTTP/1.1");
        int question = line[1].indexOf('?');
        String path = question < 0 ? line[1] : line[1].substring(0, question);
        String query = question < 0 ? "" : line[1].substring(question + 1);
        if (!head.contentEncoding().isEmpty() && !head.contentEncoding().equalsIgnoreCase("identity"))
            throw new HttpRefusal(415, "a Content-Encoding; send the body as it is");
        int limit = listener.bounds().bodyBytes().applyAsInt(path);
        if (head.expectsContinue() && head.contentLength() <= limit) out.write(CONTINUE);
        byte[] body = in.body(head, limit, false);
        return new HttpRequest(
                line[0],
                path,
                query,
                head.host(),
                head.contentType(),
                head.context(),
                body,
                body.length,
                head.trace(),
                from());
    }

    /** The caller, as its certificate names it once the handshake is over. */
    private Peer from() {
        if (caller != null) return caller;
        boolean encrypted = socket instanceof SSLSocket;
        Peer known = new Peer(peer, principal(), encrypted);
        caller = known;
        return known;
    }

    private Optional<Principal> principal() {
        if (!(socket instanceof SSLSocket tls)) return Optional.empty();
        try {
            return Optional.of(tls.getSession().getPeerPrincipal());
        } catch (SSLPeerUnverifiedException e) {
            return Optional.empty();
        }
    }

    private HttpResponse answer(HttpRequest request) {
        try {
            return listener.handler().handle(request);
        } catch (RuntimeException | StackOverflowError e) {
            LOG.error("{} at port {}: {} {} failed", peer, listener.port(), request.method(), request.path(), e);
            return HttpResponse.text(500, "the server failed; its log says why");
        }
    }

    private static void write(OutputStream out, HttpResponse response, boolean last) throws IOException {
        String head = "HTTP/1.1 " + response.status() + " " + phrase(response.status()) + "\r\n"
                + (response.contentType().isEmpty() ? "" : "Content-Type: " + response.contentType() + "\r\n")
                + (last ? "Connection: close\r\n" : "")
                + response.extra()
                + "Content-Length: " + response.body().size() + "\r\n\r\n";
        HttpBody body = response.body();
        int start = body.prepend(head.getBytes(StandardCharsets.US_ASCII));
        out.write(body.array(), start, body.end() - start);
    }

    private void refuse(HttpRefusal refusal, HttpIn in, OutputStream out) throws IOException {
        if (state.get() == State.CLOSED) return;
        LOG.warn("{} at port {}: refused: {}", peer, listener.port(), refusal.getMessage());
        state.set(State.CLOSED);
        if (refusal.status() == 0) return;
        write(out, HttpResponse.text(refusal.status(), String.valueOf(refusal.getMessage())), true);
        out.flush();
        if (!(socket instanceof SSLSocket)) socket.shutdownOutput();
        socket.setSoTimeout(LINGER_MILLIS);
        try {
            in.discard(LINGER_BYTES);
        } catch (IOException e) {
            LOG.debug("{}: after the refusal: {}", peer, e.toString());
        }
    }

    private static String phrase(int status) {
        return switch (status) {
            case 200 -> "OK";
            case 202 -> "Accepted";
            case 204 -> "No Content";
            case 400 -> "Bad Request";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 409 -> "Conflict";
            case 413 -> "Content Too Large";
            case 415 -> "Unsupported Media Type";
            case 431 -> "Request Header Fields Too Large";
            case 500 -> "Internal Server Error";
            case 501 -> "Not Implemented";
            case 503 -> "Service Unavailable";
            default -> "Status";
        };
    }

    /** Ends the connection if no request has begun. */
    void closeIfIdle() {
        if (state.compareAndSet(State.IDLE, State.CLOSED)) close();
    }

    /** Ends the connection if what it waits for did not come in time. */
    void closeIfLate(long nowNanos) {
        if (deadlineNanos == NEVER || nowNanos - deadlineNanos < 0) return;
        if (state.getAndSet(State.CLOSED) == State.BUSY)
            LOG.warn(
                    "{} at port {}: refused: not a whole request, or its answer not taken, in time",
                    peer,
                    listener.port());
        close();
    }

    /** Ends the connection whatever it does. */
    void cutOff() {
        state.set(State.CLOSED);
        close();
    }

    private void close() {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.debug("{}: {}", peer, e.toString());
        }
    }
}
