package io.rmix.benchmarks.ring;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The least that a total order by two laps needs, as a bound for what any such ring can do: sockets to the successor and from the predecessor,
 * one thread, and nothing against failures. A frame is its payload after the payload's length and the number of links that it still has to go. It goes
 * to member 0, which thereby gives it its place in the order, once round, so that all have it, and round again up to the last member: on that lap
 * all deliver it. What fits into the buffers goes together.
 */
final class BareRing implements Group {
    private static final int HEADER = 2 * Integer.BYTES;
    private static final int BUFFER = 1 << 20;

    private final Events events;
    private final int self;
    private final int members;
    private final SocketChannel successor;
    private final SocketChannel predecessor;
    private final Selector selector;
    private final Queue<byte[]> own = new ConcurrentLinkedQueue<>();
    private final ByteBuffer in = buffer(BUFFER);
    private ByteBuffer out = buffer(2 * BUFFER);
    private volatile boolean idle;

    BareRing(Membership membership, Events events) throws IOException {
        this.events = events;
        self = membership.self();
        members = membership.size();
        try (ServerSocketChannel acceptor = ServerSocketChannel.open()) {
            acceptor.bind(address(membership.port()));
            successor = connect(membership, membership.ports().get((self + 1) % members));
            predecessor = acceptor.accept();
        }
        selector = Selector.open();
        for (SocketChannel each : new SocketChannel[] {successor, predecessor}) {
            each.setOption(StandardSocketOptions.TCP_NODELAY, true);
            each.configureBlocking(false);
        }
    }

    private static SocketChannel connect(Membership membership, int port) throws IOException {
        while (true) {
            try {
                return SocketChannel.open(address(port));
            } catch (ConnectException e) {
                membership.pause("the successor");
            }
        }
    }

    private static InetSocketAddress address(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    private static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    }

    @Override
    public void awaitAll(Membership membership) {
        Thread thread = new Thread(this::run, "ring");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void broadcast(byte[] message) {
        own.add(message);
        if (idle) selector.wakeup();
    }

    private void run() {
        try {
            predecessor.register(selector, SelectionKey.OP_READ);
            SelectionKey writing = successor.register(selector, 0);
            while (true) {
                boolean moved = receive();
                moved |= originate();
                moved |= send();
                if (moved) continue;
                writing.interestOps(out.position() > 0 ? SelectionKey.OP_WRITE : 0);
                idle = true;
                if (own.isEmpty() || out.position() >= BUFFER) selector.select();
                idle = false;
                selector.selectedKeys().clear();
            }
        } catch (IOException | RuntimeException e) {
            events.failed(e.toString());
        }
    }

    private boolean receive() throws IOException {
        int read = predecessor.read(in);
        if (read < 0) throw new EOFException("the predecessor is gone");
        in.flip();
        while (in.remaining() >= HEADER) {
            int length = in.getInt(in.position());
            if (in.remaining() < HEADER + length) break;
            frame(length, in.getInt(in.position() + Integer.BYTES));
        }
        in.compact();
        return read > 0;
    }

    /** @param left links that the frame still has to go, from here */
    private void frame(int length, int left) {
        int payload = in.position() + HEADER;
        if (left > 0) {
            header(length, left - 1);
            out.put(out.position(), in, payload, length).position(out.position() + length);
        }
        int limit = in.limit();
        in.limit(payload + length).position(payload);
        if (left < members) events.delivered(in);
        in.limit(limit).position(payload + length);
    }

    private boolean originate() {
        boolean any = false;
        byte[] message;
        while (out.position() < BUFFER && (message = own.poll()) != null) {
            int toFirst = (members - self) % members;
            header(message.length, toFirst + members + members - 2);
            out.put(message);
            any = true;
        }
        return any;
    }

    /** Makes room for a frame and begins it. What is under way is bounded by the windows of all senders, and so is what the buffer grows to. */
    private void header(int length, int left) {
        if (out.remaining() < HEADER + length) {
            out.flip();
            out = buffer(2 * out.capacity()).put(out);
        }
        out.putInt(length).putInt(left);
    }

    private boolean send() throws IOException {
        if (out.position() == 0) return false;
        out.flip();
        int written = successor.write(out);
        out.compact();
        return written > 0;
    }
}
