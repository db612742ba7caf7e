package io.rmix.engine;

import io.rmix.Limits;
import io.rmix.spi.CallContext;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads of one engine; all daemons, none before it is needed. */
final class Threads {
    private static final int COMPLETION_THREADS = 16;
    private static final int BLOCKING_THREADS = 512;

    private final ThreadPoolExecutor servantPool;
    private final ThreadPoolExecutor completionPool;
    private final Executor servants;
    private final Executor completions;
    private final ThreadPoolExecutor blocking;
    private final ScheduledThreadPoolExecutor timer;

    /** @param direct whether servants and completions run on the threads that move bytes */
    Threads(Limits limits, boolean direct) {
        servantPool = fixed("rmix-servant", limits.servantThreads());
        completionPool = fixed("rmix-completion", COMPLETION_THREADS);
        servants = direct ? Runnable::run : servantPool;
        completions = direct ? Runnable::run : completionPool;
        blocking = new ThreadPoolExecutor(
                0, BLOCKING_THREADS, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), named("rmix-blocking"));
        timer = new ScheduledThreadPoolExecutor(1, named("rmix-timer"));
        timer.setRemoveOnCancelPolicy(true);
    }

    private static ThreadPoolExecutor fixed(String name, int threads) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                threads, threads, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), named(name));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    static ThreadFactory named(String name) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /** Runs servants. Its queue is bounded by {@link ServantDispatcher}, which admits calls. */
    Executor servants() {
        return servants;
    }

    /** Completes futures and tells listeners. */
    Executor completions() {
        return completions;
    }

    /** For libraries that block. */
    Executor blocking() {
        return blocking;
    }

    ScheduledThreadPoolExecutor timer() {
        return timer;
    }

    /** Cancels the call when its deadline passes, if it has one. */
    void cancelAtDeadline(CallContext context, RunningCall call) {
        if (context.hasDeadline()) timer.schedule(call::cancel, context.remainingNanos(), TimeUnit.NANOSECONDS);
    }

    /** Lets what was handed in run out, then ends all threads. */
    void close(Duration patience) {
        timer.shutdownNow();
        end(servantPool, patience);
        end(blocking, patience);
        end(completionPool, patience);
    }

    private static void end(ExecutorService pool, Duration patience) {
        pool.shutdown();
        try {
            if (!pool.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) pool.shutdownNow();
        } catch (InterruptedException e) {
            pool.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
