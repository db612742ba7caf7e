package io.rmix.dvm.runtime;

import io.rmix.Endpoint;
import io.rmix.Rmix;
import io.rmix.Stub;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Asks members at their endpoints who they are, a few at a time, within a time.
 *
 * <p><b>Threads.</b> Any; none waits.
 */
final class ReachRound {
    /** Asked at once. */
    private static final int WIDTH = 16;

    private static final int LONGEST_REASON = 300;

    private final Rmix rmix;
    private final Executor closing;
    private final long end;
    private final Queue<Target> left;
    private final List<Reach> results = new ArrayList<>();
    private final CompletableFuture<List<Reach>> done = new CompletableFuture<>();
    private int underWay;

    /** An endpoint of a member. */
    record Target(String member, Endpoint endpoint, boolean preferred) {
        Reach failed(String why) {
            String cut = why.length() > LONGEST_REASON ? why.substring(0, LONGEST_REASON) : why;
            return new Reach(member, endpoint.address(), preferred, "", 0, cut);
        }
    }

    private ReachRound(Rmix rmix, Executor closing, List<Target> targets, Duration time) {
        this.rmix = rmix;
        this.closing = closing;
        this.end = System.nanoTime() + time.toNanos();
        this.left = new ArrayDeque<>(targets);
    }

    /**
     * Asks.
     *
     * @param closing closes connections, which may wait
     * @return completes within the time, in the order of the targets' answers
     */
    static CompletableFuture<List<Reach>> of(Rmix rmix, Executor closing, List<Target> targets, Duration time) {
        ReachRound round = new ReachRound(rmix, closing, targets, time);
        round.goOn();
        return round.done;
    }

    private void goOn() {
        while (true) {
            Target next;
            synchronized (this) {
                next = underWay < WIDTH ? left.poll() : null;
                if (next == null) {
                    if (underWay == 0) {
                        done.complete(List.copyOf(results));
                    }
                    return;
                }
                underWay++;
            }
            ask(next);
        }
    }

    private void ask(Target target) {
        long begun = System.nanoTime();
        if (begun >= end) {
            settled(target.failed("there was no time left to ask"));
            return;
        }
        try {
            Stub<ProbeService> stub =
                    rmix.connect(ProbeService.class, target.endpoint().withService(ProbeService.SERVICE));
            stub.withDeadline(Duration.ofNanos(end - begun))
                    .async(ProbeService::who)
                    .orTimeout(end - begun, TimeUnit.NANOSECONDS)
                    .whenComplete((who, failure) -> {
                        closing.execute(stub::close);
                        settled(result(target, begun, who, failure));
                        goOn();
                    });
        } catch (RuntimeException e) {
            settled(target.failed(String.valueOf(e.getMessage())));
        }
    }

    private static Reach result(Target target, long begun, @Nullable String who, @Nullable Throwable failure) {
        if (who == null) {
            String why = failure == null || failure.getMessage() == null ? "no answer in time" : failure.getMessage();
            return target.failed(why);
        }
        long micros = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - begun);
        return new Reach(target.member(), target.endpoint().address(), target.preferred(), who, micros, "");
    }

    private synchronized void settled(Reach result) {
        underWay--;
        results.add(result);
    }
}
