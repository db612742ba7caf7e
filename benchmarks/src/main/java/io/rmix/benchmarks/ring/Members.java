package io.rmix.benchmarks.ring;

import io.rmix.benchmarks.measure.Jvm;
import io.rmix.benchmarks.measure.LoopbackPorts;
import io.rmix.benchmarks.measure.Sample;
import io.rmix.benchmarks.ring.Board.Field;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The processes of one contender, as the coordinator sees them. They stay while others take their turns. */
final class Members implements AutoCloseable {
    /** From the first message of a window to the first that counts. */
    private static final Duration SETTLE = Duration.ofMillis(300);

    private final Contender contender;
    private final String name;
    private final int count;
    private final Board board;
    private final LoopbackPorts ports;
    private final List<Process> processes = new ArrayList<>();

    Members(Contender contender, RingSettings settings, int count, Board board) throws IOException {
        this.contender = contender;
        this.name = contender == Contender.OURS
                ? contender.title() + " over " + String.join(",", settings.links())
                : contender.title();
        this.count = count;
        this.board = board;
        ports = LoopbackPorts.take(contender.ports(count));
    }

    String name() {
        return name;
    }

    int count() {
        return count;
    }

    Contender contender() {
        return contender;
    }

    /** Starts the processes and waits until all are in. */
    void start(Path file, RingSettings settings) throws IOException {
        for (int i = 0; i < count; i++) {
            processes.add(Jvm.start(
                    RingMember.class,
                    contender.jvmOptions(count),
                    file.toString(),
                    contender.name(),
                    "" + i,
                    Membership.text(ports.all()),
                    Membership.text(settings.dealtLinks(count)),
                    String.valueOf(file.getParent()),
                    "" + settings.payload(),
                    "" + contender.outstanding(settings.outstanding())));
        }
        await(
                "all members have joined",
                Duration.ofMinutes(4),
                () -> Arrays.stream(figures(Field.READY)).allMatch(ready -> ready != 0));
    }

    /** Lets them work and counts deliveries at the slowest of them. */
    Sample run(Load load, Duration window) {
        board.start(contender, load);
        pause(SETTLE);
        long[] before = figures(Field.DELIVERED);
        long allocated = sum(Field.ALLOCATED);
        long firstTime = board.timed();
        long begin = System.nanoTime();
        pause(window);
        long[] after = figures(Field.DELIVERED);
        long allocatedAfter = sum(Field.ALLOCATED);
        long lastTime = board.timed();
        double seconds = (System.nanoTime() - begin) / 1e9;
        board.rest();
        awaitDrained();
        long slowest = Long.MAX_VALUE;
        for (int i = 0; i < count; i++) slowest = Math.min(slowest, after[i] - before[i]);
        double median = load.timed() ? median(board.times(firstTime, lastTime)) : 0;
        return new Sample(slowest, seconds, median / 1e3, allocatedAfter - allocated);
    }

    private static double median(long[] values) {
        Arrays.sort(values);
        return values.length == 0 ? 0 : values[values.length / 2];
    }

    /** Waits until nothing is under way, and so all members have delivered the same sequence. */
    private void awaitDrained() {
        long[] last = {-1};
        await("all members have delivered the same messages in the same order", Duration.ofSeconds(60), () -> {
            pause(Duration.ofMillis(100));
            long[] now = figures(Field.DELIVERED);
            boolean still = now[0] == last[0];
            last[0] = now[0];
            return still && same(now) && same(figures(Field.HASH));
        });
    }

    private static boolean same(long[] values) {
        return Arrays.stream(values).distinct().count() == 1;
    }

    /** How many messages each member has delivered, all in one order. */
    long delivered() {
        return board.get(contender, 0, Field.DELIVERED);
    }

    private long[] figures(Field field) {
        long[] values = new long[count];
        for (int i = 0; i < count; i++) values[i] = board.get(contender, i, field);
        return values;
    }

    private long sum(Field field) {
        return Arrays.stream(figures(field)).sum();
    }

    private interface Condition {
        boolean holds();
    }

    private void await(String what, Duration patience, Condition condition) {
        long end = System.nanoTime() + patience.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > end)
                throw new IllegalStateException(
                        name + ": not within " + patience.toSeconds() + " s: " + what + figures());
            for (int i = 0; i < count; i++) {
                if (board.get(contender, i, Field.FAILED) != 0
                        || !processes.get(i).isAlive())
                    throw new IllegalStateException(
                            name + ": member " + i + " of " + count + " failed; standard error says why");
            }
            pause(Duration.ofMillis(5));
        }
    }

    private String figures() {
        return "; delivered " + Arrays.toString(figures(Field.DELIVERED)) + " with hashes "
                + Arrays.toString(figures(Field.HASH));
    }

    private static void pause(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        for (long left; (left = end - System.nanoTime()) > 0; ) LockSupport.parkNanos(left);
    }

    /** The processes end because the board says so; those that do not are killed. */
    @Override
    public void close() throws IOException {
        ports.close();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        try {
            for (Process process : processes) process.waitFor(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (Process process : processes) process.destroyForcibly();
    }
}
