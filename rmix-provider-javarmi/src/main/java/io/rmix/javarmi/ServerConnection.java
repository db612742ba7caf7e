package io.rmix.javarmi;

import io.rmix.spi.InProgress;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.ObjectStreamException;
import java.io.OutputStream;
import java.io.UTFDataFormatException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.rmi.AccessException;
import java.rmi.NoSuchObjectException;
import java.rmi.RemoteException;
import java.rmi.UnmarshalException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One accepted connection: its handshake, then its calls, one after another, on a thread of its own. */
final class ServerConnection implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(ServerConnection.class);

    /** A peer that stops in the middle of a message or handshake is let go after this. */
    private static final int STALL_MILLIS = 30_000;

    /** A peer that asks nothing for so long is let go. RMIX closes its own after 15 s, the JDK too. */
    private static final int IDLE_MILLIS = 300_000;

    private static final String CLOSING = "the server is closing [CLOSED, NOT_INVOKED]";

    /** What is still taken of a request that was refused, so that the peer reads the answer. */
    private static final long LINGER_BYTES = 64 << 20;

    private static final int LINGER_MILLIS = 2_000;
    private static final int LONGEST_REASON = 300;

    private final Socket socket;
    private final Services services;
    private final String address;
    private final String peer;
    private final long longest;
    private final WireInput in;
    private int timeout;

    /** How long to wait for the peer, in milliseconds; 0 is for ever. */
    private int patience = STALL_MILLIS;

    private final InProgress inProgress;
    private volatile boolean closing;

    /** @param longest message of plain Java RMI, in bytes */
    ServerConnection(Socket socket, Services services, String address, long longest, InProgress inProgress) {
        this.inProgress = inProgress;
        this.socket = socket;
        this.services = services;
        this.address = address;
        this.longest = longest;
        InetSocketAddress remote = (InetSocketAddress) socket.getRemoteSocketAddress();
        this.peer = remote.getAddress().getHostAddress() + ":" + remote.getPort();
        this.in = new WireInput(this::receive);
    }

    private int receive(byte[] target, int offset, int length) throws IOException {
        if (timeout != patience) socket.setSoTimeout(patience);
        timeout = patience;
        return socket.getInputStream().read(target, offset, length);
    }

    @Override
    public void run() {
        try (socket) {
            socket.setTcpNoDelay(true);
            socket.setKeepAlive(true);
            int protocol = handshake();
            if (protocol == Jrmp.STREAM_PROTOCOL) while (serveNext()) in.budget(Long.MAX_VALUE);
            else if (protocol == Jrmp.SINGLE_OP_PROTOCOL) serveNext();
        } catch (WireInput.TooLongException | SocketTimeoutException e) {
            LOG.warn("{}: connection from {} closed: {}", address, peer, e.getMessage());
        } catch (SocketException e) {
            LOG.debug("{}: connection from {} ended: {}", address, peer, e.toString());
        } catch (IOException e) {
            LOG.warn("{}: connection from {} closed: {}", address, peer, printable(e.toString()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns the protocol; 0 if the peer speaks none that is served. */
    private int handshake() throws IOException {
        if (!in.hasBuffered() && !arrives()) return 0;
        in.peek(4);
        if (in.intAt(0) != Jrmp.MAGIC) {
            LOG.warn("{}: connection from {} refused: it does not begin as Java RMI does", address, peer);
            return 0;
        }
        in.peek(7);
        int protocol = in.at(6);
        boolean known = protocol == Jrmp.STREAM_PROTOCOL || protocol == Jrmp.SINGLE_OP_PROTOCOL;
        if ((in.at(4) << 8 | in.at(5)) != Jrmp.VERSION || !known) {
            LOG.warn("{}: connection from {} refused: unknown version or protocol of Java RMI", address, peer);
            socket.getOutputStream().write(Jrmp.PROTOCOL_NOT_SUPPORTED);
            return 0;
        }
        in.skipPeeked(7);
        if (protocol == Jrmp.STREAM_PROTOCOL) introduce();
        return protocol;
    }

    /** Waits for the first byte; false if the peer went without one, as those do who only look whether a port is open. */
    private boolean arrives() throws IOException {
        try {
            in.peek(1);
            return true;
        } catch (EOFException e) {
            return false;
        }
    }

    /** Tells the peer its own address, and reads what it thinks of it, which nobody uses. */
    private void introduce() throws IOException {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(message);
        out.writeByte(Jrmp.PROTOCOL_ACK);
        out.writeUTF(socket.getInetAddress().getHostAddress());
        out.writeInt(socket.getPort());
        socket.getOutputStream().write(message.toByteArray());
        DataInputStream data = new DataInputStream(in);
        data.skipNBytes(data.readUnsignedShort());
        data.readInt();
    }

    /** Serves one message; false if the connection is at its end. */
    private boolean serveNext() throws IOException, InterruptedException {
        int number = next();
        if (number < 0) return false;
        inProgress.begin();
        try {
            switch (number) {
                case Jrmp.CALL -> {
                    RmixWire method = RmixWire.match(in);
                    return method == null ? serveNative() : serveRmix(method);
                }
                case Jrmp.PING -> send(new byte[] {Jrmp.PING_ACK});
                case Jrmp.DGC_ACK -> in.skipNBytes(Jrmp.UID_BYTES);
                default -> {
                    LOG.warn("{}: connection from {} closed: unknown message {}", address, peer, number);
                    return false;
                }
            }
            return true;
        } finally {
            inProgress.end();
        }
    }

    /** The number of the next message; -1 for none. */
    private int next() throws IOException {
        patience = IDLE_MILLIS;
        try {
            return in.read();
        } catch (SocketTimeoutException e) {
            LOG.debug("{}: connection from {} closed: it was not used", address, peer);
            return -1;
        } finally {
            patience = STALL_MILLIS;
        }
    }

    private boolean serveRmix(RmixWire method) throws IOException, InterruptedException {
        int length = RmixWire.takeCall(in);
        long limit = services.longest(method);
        if (length < 0) throw new IOException("an array of " + length + " bytes");
        if (length > limit) {
            LOG.warn("{}: call from {} refused: {} bytes, the limit is {}", address, peer, length, limit);
            if (!in.discard(length)) return false;
            send(Services.tooLarge(length, limit));
        } else {
            byte[] body = in.readBody(length);
            // Lanes go on: the engine refuses what it does not take any more, and tells how far it is.
            boolean refused = closing && method == RmixWire.INVOKE;
            send(refused ? Services.closing() : services.serve(method, body, peer));
        }
        return true;
    }

    private boolean serveNative() throws IOException {
        in.budget(longest);
        MarshalInput call = new MarshalInput(in);
        byte[] answer;
        try {
            ObjectId id = ObjectId.read(call);
            int operation = call.readInt();
            long hash = call.readLong();
            Skeleton skeleton = services.object(id);
            if (skeleton == null) throw new NoSuchObjectException("no such object in table");
            if (closing) throw new RemoteException(CLOSING);
            answer = skeleton.serve(call, operation, hash, peer);
        } catch (NoSuchObjectException e) {
            return refuse(NativeAnswer.exception(e));
        } catch (RemoteException e) {
            if (e instanceof AccessException) LOG.warn("{}: call from {} refused: {}", address, peer, e.getMessage());
            return refuse(NativeAnswer.inServer(e));
        } catch (ObjectStreamException
                | UTFDataFormatException
                | ClassNotFoundException
                | WireInput.TooLongException
                | RuntimeException
                | StackOverflowError e) {
            String problem = printable(call.problem(e));
            LOG.warn("{}: call from {} refused: {}", address, peer, problem);
            String reason = "error unmarshalling arguments: " + problem;
            return refuse(NativeAnswer.inServer(new UnmarshalException(reason)));
        }
        send(answer);
        return true;
    }

    /** Answers a call whose bytes may be unread, and takes some of those, or else the answer might be lost to a reset. */
    private boolean refuse(byte[] answer) throws IOException {
        send(answer);
        socket.shutdownOutput();
        long end = System.nanoTime() + LINGER_MILLIS * 1_000_000L;
        patience = LINGER_MILLIS;
        in.budget(LINGER_BYTES);
        byte[] waste = new byte[8 << 10];
        try {
            while (System.nanoTime() < end && in.read(waste, 0, waste.length) >= 0) continue;
        } catch (SocketTimeoutException | WireInput.TooLongException e) {
            LOG.debug("{}: connection from {}: the rest of its request is not read", address, peer);
        }
        return false;
    }

    /** Names of classes come from the peer: no line of the log is theirs to make. */
    private static String printable(String text) {
        StringBuilder out = new StringBuilder();
        text.chars().limit(LONGEST_REASON).forEach(c -> out.append(c < ' ' || c > '~' ? '?' : (char) c));
        return out.toString();
    }

    private void send(byte[] message) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(message);
    }

    /** Further calls are refused. The connection stays, so that no call is lost in one that is just being closed. */
    void retire() {
        closing = true;
    }

    /** Ends the connection now. */
    void cut() {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.debug("{}: closing the connection from {}: {}", address, peer, e.toString());
        }
    }
}
