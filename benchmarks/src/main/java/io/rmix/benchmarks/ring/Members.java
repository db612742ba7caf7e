package io.rmix.benchmarks.ring;

import io.rmix.benchmarks.measure.Jvm;
import io.rmix.benchmarks.measure.Sample;
import io.rmix.benchmarks.measure.Side;
import io.rmix.benchmarks.ring.Board.Field;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The processes of one system, as the coordinator sees them. */
final class Members implements Side, AutoCloseable {
    private final String name;
    private final int system;
    private final int count;
    private final Board board;
    private final List<Process> processes = new ArrayList<>();

    Members(String name, int system, int count, Board board) {
        this.name = name;
        this.system = system;
        this.count = count;
        this.board = board;
    }

    void start(Path file, List<String> links, int payload, int window, boolean all) throws IOException {
        List<Integer> ports = freePorts(count);
        for (int i = 0; i < count; i++) {
            boolean sends = all || i == count - 1;
            processes.add(Jvm.start(
                    RingMember.class,
                    file.toString(),
                    "" + system,
                    "" + i,
                    Membership.text(ports),
                    Membership.text(links),
                    "" + payload,
                    "" + window,
                    "" + sends));
        }
    }

    private static List<Integer> freePorts(int count) throws IOException {
        List<ServerSocket> held = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            return held.stream().map(ServerSocket::getLocalPort).toList();
        } finally {
            for (ServerSocket socket : held) socket.close();
        }
    }

    void awaitReady() {
        await("all members of " + name + " have joined", Duration.ofMinutes(2), () -> {
            for (int i = 0; i < count; i++) if (board.get(system, i, Field.READY) == 0) return false;
            return true;
        });
    }

    @Override
    public String name() {
        return name;
    }

    /** Counts deliveries at the slowest member. */
    @Override
    public Sample run(Duration window) {
        board.phase(system);
        pause(Duration.ofMillis(300));
        long[] before = figures(Field.DELIVERED);
        long allocated = sum(Field.ALLOCATED);
        long begin = System.nanoTime();
        pause(window);
        long[] after = figures(Field.DELIVERED);
        long allocatedAfter = sum(Field.ALLOCATED);
        double seconds = (System.nanoTime() - begin) / 1e9;
        board.phase(Board.IDLE);
        awaitDrained();
        long slowest = Long.MAX_VALUE;
        for (int i = 0; i < count; i++) slowest = Math.min(slowest, after[i] - before[i]);
        return new Sample(slowest, seconds, 0, allocatedAfter - allocated);
    }

    private void awaitDrained() {
        long[] last = {-1};
        await(name + " has delivered what it took", Duration.ofSeconds(60), () -> {
            pause(Duration.ofMillis(100));
            long[] now = figures(Field.DELIVERED);
            boolean same = java.util.Arrays.stream(now).distinct().count() == 1;
            boolean still = now[0] == last[0];
            last[0] = now[0];
            return same && still;
        });
    }

    /** Whether all members delivered the same sequence. */
    boolean identical() {
        return java.util.Arrays.stream(figures(Field.HASH)).distinct().count() == 1
                && java.util.Arrays.stream(figures(Field.DELIVERED)).distinct().count() == 1;
    }

    private long[] figures(Field field) {
        long[] values = new long[count];
        for (int i = 0; i < count; i++) values[i] = board.get(system, i, field);
        return values;
    }

    private long sum(Field field) {
        return java.util.Arrays.stream(figures(field)).sum();
    }

    private interface Condition {
        boolean holds();
    }

    private void await(String what, Duration patience, Condition condition) {
        long end = System.nanoTime() + patience.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > end) throw new IllegalStateException("not within " + patience + ": " + what);
            for (int i = 0; i < count; i++) {
                if (board.get(system, i, Field.FAILED) != 0 || !processes.get(i).isAlive())
                    throw new IllegalStateException(
                            "member " + i + " of " + name + " failed; its standard error says why");
            }
            pause(Duration.ofMillis(5));
        }
    }

    private static void pause(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        for (long left; (left = end - System.nanoTime()) > 0; ) LockSupport.parkNanos(left);
    }

    @Override
    public void close() {
        try {
            for (Process process : processes) {
                if (!process.waitFor(5, TimeUnit.SECONDS)) process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            for (Process process : processes) process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
