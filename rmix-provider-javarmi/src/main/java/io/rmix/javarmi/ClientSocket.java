package io.rmix.javarmi;

import io.rmix.InvocationException.Code;
import io.rmix.Outcome;
import io.rmix.spi.CallContext;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A client's connection, for one request at a time. Reading and writing end at the deadline, by interrupt, and by {@link #cut}. */
final class ClientSocket {
    private static final Logger LOG = LoggerFactory.getLogger(ClientSocket.class);

    private final Socket socket;
    private final int handshakeMillis;
    private final OutputStream out;
    private final WireInput in = new WireInput(this::receive);
    private int timeout;
    private long deadline = CallContext.NO_DEADLINE;
    private long lastUsed = System.nanoTime();
    private volatile @Nullable WireException cut;

    /** Of a connected socket; made over a channel, so that an interrupt ends what blocks. */
    ClientSocket(Socket socket, int handshakeMillis) throws IOException {
        this.handshakeMillis = handshakeMillis;
        this.socket = socket;
        socket.setTcpNoDelay(true);
        socket.setKeepAlive(true);
        this.out = socket.getOutputStream();
    }

    private int receive(byte[] target, int offset, int length) throws IOException {
        int millis = 0;
        if (deadline != CallContext.NO_DEADLINE) {
            long left = deadline - System.nanoTime();
            if (left <= 0) throw new SocketTimeoutException("the deadline has passed");
            millis = (int) Math.min(Integer.MAX_VALUE, TimeUnit.NANOSECONDS.toMillis(left) + 1);
        }
        if (millis != timeout) socket.setSoTimeout(millis);
        timeout = millis;
        return socket.getInputStream().read(target, offset, length);
    }

    /** Before the first request. */
    void handshake(long latest) throws IOException {
        deadline = Math.min(latest, System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(handshakeMillis));
        out.write(ByteBuffer.allocate(7)
                .putInt(Jrmp.MAGIC)
                .putShort((short) Jrmp.VERSION)
                .put((byte) Jrmp.STREAM_PROTOCOL)
                .array());
        int answer = in.read();
        if (answer != Jrmp.PROTOCOL_ACK) throw new IOException("the peer does not speak Java RMI");
        DataInputStream data = new DataInputStream(in);
        String me = data.readUTF();
        data.readInt();
        ByteArrayOutputStream name = new ByteArrayOutputStream();
        DataOutputStream text = new DataOutputStream(name);
        text.writeUTF(me);
        text.writeInt(0);
        out.write(name.toByteArray());
    }

    /** Whether it can take a request: false once the peer has closed it. */
    boolean isAlive() {
        SocketChannel channel = socket.getChannel();
        if (cut != null || in.hasBuffered()) return false;
        if (channel == null) return true;
        try {
            channel.configureBlocking(false);
            int n = channel.read(ByteBuffer.allocate(1));
            channel.configureBlocking(true);
            return n == 0;
        } catch (IOException e) {
            return false;
        }
    }

    long lastUsed() {
        return lastUsed;
    }

    /**
     * Sends a request and waits until its answer begins.
     *
     * @param latest of {@link System#nanoTime()}, or {@link CallContext#NO_DEADLINE}
     * @return the answer, from behind its number
     * @throws WireException if there is none; the socket is useless then
     */
    WireInput exchange(byte[] request, long latest) throws WireException {
        deadline = latest;
        lastUsed = System.nanoTime();
        try {
            out.write(request);
        } catch (ClosedByInterruptException e) {
            throw failure(e, Outcome.UNKNOWN);
        } catch (IOException e) {
            // What was not taken is its end, without which the peer cannot execute it.
            throw failure(e, cut == null ? Outcome.NOT_INVOKED : Outcome.UNKNOWN);
        }
        try {
            int number = in.read();
            if (number == Jrmp.RETURN) return in;
            throw new IOException(
                    number < 0 ? "the peer closed the connection" : "the peer answered with message " + number);
        } catch (IOException e) {
            throw failure(e, Outcome.UNKNOWN);
        }
    }

    /** Why a read or write of this socket failed. */
    WireException failure(IOException e, Outcome outcome) {
        WireException why = cut;
        if (why != null) return new WireException(why.code(), outcome, why.reason(), e);
        if (e instanceof ClosedByInterruptException)
            return new WireException(Code.CANCELLED, outcome, "interrupted while waiting for the answer", e);
        if (e instanceof SocketTimeoutException)
            return new WireException(Code.DEADLINE_EXCEEDED, outcome, "no answer before the deadline", e);
        return new WireException(Code.UNAVAILABLE, outcome, "the connection broke: " + e.getMessage(), e);
    }

    /** Ends it; a request on its way fails for this reason. Any thread may do so. */
    void cut(Code code, String reason) {
        if (cut == null) cut = new WireException(code, Outcome.UNKNOWN, reason, null);
        close();
    }

    void close() {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.debug("closing: {}", e.toString());
        }
    }
}
