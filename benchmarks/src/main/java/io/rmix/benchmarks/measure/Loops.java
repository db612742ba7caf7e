package io.rmix.benchmarks.measure;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** The ways to load a peer. */
public final class Loops {
    private static final long SLOWEST = Duration.ofSeconds(30).toNanos();
    private static final int BURST = 64;

    private Loops() {}

    /** A blocking call. */
    public interface Call {
        void run() throws Exception;
    }

    /** A figure read from a process. */
    public interface Reading {
        long read() throws Exception;
    }

    /** One thread, one call after another, each timed. */
    public static Sample sync(Call call, Reading allocated, Duration window) throws Exception {
        Histogram times = new Histogram(SLOWEST, 3);
        long before = allocated.read();
        long begin = System.nanoTime();
        long end = begin + window.toNanos();
        long now = begin;
        while (now < end) {
            call.run();
            long then = System.nanoTime();
            times.recordValue(Math.min(SLOWEST, then - now));
            now = then;
        }
        double seconds = (now - begin) / 1e9;
        return new Sample(
                times.getTotalCount(), seconds, times.getValueAtPercentile(50) / 1e3, allocated.read() - before);
    }

    /** A number of calls outstanding at any time; counts those completed. */
    public static Sample outstanding(
            int calls, Supplier<CompletableFuture<?>> start, Reading allocated, Duration window) throws Exception {
        Semaphore places = new Semaphore(calls);
        AtomicLong completed = new AtomicLong();
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        long before = allocated.read();
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < window.toNanos()) {
            places.acquire();
            start.get().whenComplete((result, e) -> {
                if (e != null) failure.compareAndSet(null, e);
                completed.incrementAndGet();
                places.release();
            });
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        long done = completed.get();
        places.acquire(calls);
        Throwable e = failure.get();
        if (e != null) throw new IllegalStateException("a call failed", e);
        return new Sample(done, seconds, 0, allocated.read() - before);
    }

    /**
     * As fast as the peer takes them, from nothing on its way to all executed.
     *
     * @param finish returns when everything sent has been executed, which is checked
     * @param executed how many the peer has executed since it began
     */
    public static Sample oneWay(Call send, Call finish, Reading executed, Reading allocated, Duration window)
            throws Exception {
        long before = allocated.read();
        long first = executed.read();
        long sent = 0;
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < window.toNanos()) {
            for (int i = 0; i < BURST; i++) send.run();
            sent += BURST;
        }
        finish.run();
        double seconds = (System.nanoTime() - begin) / 1e9;
        long done = executed.read() - first;
        if (done != sent) throw new IllegalStateException(sent + " messages were sent, " + done + " executed");
        return new Sample(done, seconds, 0, allocated.read() - before);
    }
}
