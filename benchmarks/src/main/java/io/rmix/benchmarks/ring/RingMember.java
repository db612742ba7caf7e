package io.rmix.benchmarks.ring;

import io.rmix.benchmarks.measure.Allocation;
import io.rmix.benchmarks.ring.Board.Field;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * The process of one member of one contender. Sends while its contender is on, at most a window of own messages undelivered. Ends when it is
 * told to, or with its standard input.
 */
public final class RingMember implements Group.Events {
    /** Least bytes of a message: sender, number, and time of sending or 0. */
    static final int HEADER = 24;

    /** Between two looks at the board while there is nothing to do: rare, so that those who wait do not disturb those who work. */
    private static final long IDLE_NANOS = 50_000_000;

    private static final long ACTIVE_NANOS = 20_000_000;

    private final Board board;
    private final Contender contender;
    private final Membership membership;
    private final int self;
    private final int payload;
    private final int outstanding;
    private final Semaphore window;
    private final Allocation allocation = new Allocation();
    private final AtomicBoolean failed = new AtomicBoolean();
    private long delivered;
    private long hash;

    private RingMember(Board board, Contender contender, Membership membership, int payload, int outstanding) {
        this.board = board;
        this.contender = contender;
        this.membership = membership;
        this.self = membership.self();
        this.payload = payload;
        this.outstanding = outstanding;
        this.window = new Semaphore(outstanding);
    }

    /** Arguments: board, contender, member, ports, links, folder, payload, outstanding. */
    public static void main(String[] args) throws Exception {
        // Nobody reads what libraries print.
        System.setOut(System.err);
        endWithInput();
        Membership membership = Membership.parse(args[2], args[3], args[4], args[5]);
        RingMember member = new RingMember(
                new Board(Path.of(args[0]), membership.size()),
                Contender.valueOf(args[1]),
                membership,
                Integer.parseInt(args[6]),
                Integer.parseInt(args[7]));
        try {
            member.run();
            System.exit(0);
        } catch (Exception e) {
            e.printStackTrace();
            member.failed(e.toString());
            System.exit(1);
        }
    }

    private static void endWithInput() {
        Thread watch = new Thread(
                () -> {
                    try {
                        System.in.transferTo(OutputStream.nullOutputStream());
                    } catch (IOException e) {
                        // As good as its end.
                    }
                    Runtime.getRuntime().halt(0);
                },
                "input");
        watch.setDaemon(true);
        watch.start();
    }

    private void run() throws Exception {
        if (contender.joinsInTurn() && self > 0)
            membership.await("member " + (self - 1), () -> board.get(contender, self - 1, Field.JOINED) != 0);
        Group group = contender.join(membership, this);
        board.set(contender, self, Field.JOINED, 1);
        group.awaitAll(membership);
        board.set(contender, self, Field.READY, 1);
        Thread sender = new Thread(() -> send(group), "sender");
        sender.setDaemon(true);
        sender.start();
        while (!board.stopped() && !failed.get()) {
            board.set(contender, self, Field.ALLOCATED, allocation.total());
            LockSupport.parkNanos(board.load(contender) == null ? IDLE_NANOS : ACTIVE_NANOS);
        }
    }

    private void send(Group group) {
        try {
            for (long number = 0; !board.stopped(); ) {
                Load load = board.load(contender);
                if (load == null || !load.sends(contender, self, membership.size())) {
                    LockSupport.parkNanos(IDLE_NANOS);
                } else if (window.tryAcquire(places(load.timed()), 100, TimeUnit.MILLISECONDS)) {
                    byte[] message = new byte[payload];
                    ByteBuffer.wrap(message)
                            .order(ByteOrder.nativeOrder())
                            .putLong(self)
                            .putLong(number++)
                            .putLong(load.timed() ? System.nanoTime() : 0);
                    group.broadcast(message);
                }
            }
        } catch (Exception e) {
            e.printStackTrace();
            failed(e.toString());
        }
    }

    /** Of the window: a timed message takes all of it, so that it is alone. */
    private int places(boolean timed) {
        return timed ? outstanding : 1;
    }

    @Override
    public void delivered(ByteBuffer message) {
        int length = message.remaining();
        message.order(ByteOrder.nativeOrder());
        long sender = message.getLong();
        long number = message.getLong();
        long sent = message.getLong();
        hash = hash * 1_000_003 + sender * 7919 + number;
        board.set(contender, self, Field.HASH, hash);
        board.set(contender, self, Field.DELIVERED, ++delivered);
        if (sent != 0) board.arrived(number, System.nanoTime() - sent);
        if (length != payload) failed("a message of " + length + " bytes instead of " + payload);
        if (sender == self) window.release(places(sent != 0));
    }

    @Override
    public void failed(String why) {
        if (board.stopped() || failed.getAndSet(true)) return;
        System.err.println(contender.title() + ", member " + self + ": " + why);
        board.set(contender, self, Field.FAILED, 1);
    }
}
