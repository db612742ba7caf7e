package io.rmix.benchmarks.ring;

import io.rmix.benchmarks.measure.Allocation;
import io.rmix.benchmarks.ring.Board.Field;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The process of one member of one system. Sends while its system is on, at most a window of own messages undelivered. */
public final class RingMember {
    /** Least bytes of a message: sender and number. */
    static final int HEADER = 16;

    private final Board board;
    private final int system;
    private final int self;
    private final int payload;
    private final Semaphore window;
    private final Allocation allocation = new Allocation();
    private long delivered;
    private long hash;

    private RingMember(Board board, int system, int self, int payload, int window) {
        this.board = board;
        this.system = system;
        this.self = self;
        this.payload = payload;
        this.window = new Semaphore(window);
    }

    /** Arguments: board, system, self, ports, links, payload, window, whether it sends. */
    public static void main(String[] args) throws Exception {
        Membership membership =
                Membership.parse(args[2], args[3], args[4], System.nanoTime() + TimeUnit.MINUTES.toNanos(2));
        Board board = new Board(Path.of(args[0]), membership.ports().size());
        int system = Integer.parseInt(args[1]);
        RingMember member =
                new RingMember(board, system, membership.self(), Integer.parseInt(args[5]), Integer.parseInt(args[6]));
        try {
            member.run(membership, Boolean.parseBoolean(args[7]));
            System.exit(0);
        } catch (Exception e) {
            e.printStackTrace();
            board.set(system, membership.self(), Field.FAILED, 1);
            System.exit(1);
        }
    }

    private void run(Membership membership, boolean sends) throws Exception {
        while (self > 0 && board.get(system, self - 1, Field.READY) == 0 && system == 2 && membership.waiting())
            LockSupport.parkNanos(1_000_000);
        try (Group group = system == 1
                ? new RmixGroup(membership, this::delivered)
                : new JGroupsGroup(membership, this::delivered)) {
            board.set(system, self, Field.READY, 1);
            Thread sender = new Thread(() -> send(group), "sender");
            if (sends) sender.start();
            while (board.phase() != Board.STOP) {
                board.set(system, self, Field.ALLOCATED, allocation.total());
                LockSupport.parkNanos(20_000_000);
            }
            sender.join();
        }
    }

    private void send(Group group) {
        try {
            for (long number = 0; ; ) {
                int phase = board.phase();
                if (phase == Board.STOP) return;
                if (phase != system) {
                    LockSupport.parkNanos(1_000_000);
                } else if (window.tryAcquire(100, TimeUnit.MILLISECONDS)) {
                    byte[] message = new byte[payload];
                    ByteBuffer.wrap(message)
                            .order(ByteOrder.nativeOrder())
                            .putLong(self)
                            .putLong(number++);
                    group.broadcast(message);
                }
            }
        } catch (Exception e) {
            e.printStackTrace();
            board.set(system, self, Field.FAILED, 1);
        }
    }

    private void delivered(ByteBuffer message) {
        int length = message.remaining();
        message.order(ByteOrder.nativeOrder());
        long sender = message.getLong();
        long number = message.getLong();
        hash = hash * 1_000_003 + sender * 7919 + number;
        board.set(system, self, Field.HASH, hash);
        board.set(system, self, Field.DELIVERED, ++delivered);
        if (length != payload) board.set(system, self, Field.FAILED, 1);
        if (sender == self) window.release();
    }
}
