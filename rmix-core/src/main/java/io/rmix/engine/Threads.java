package io.rmix.engine;

import io.rmix.Limits;
import io.rmix.spi.CallContext;
import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The threads of one engine; all daemons, none before it is needed. */
final class Threads {
    private static final int COMPLETION_THREADS = 16;
    private static final int BLOCKING_THREADS = 512;
    private static final int CANCELLATION_THREADS = 4;
    private static final int ANSWER_THREADS = 4;

    private static final long MOMENT_NANOS = 10_000_000;
    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final ThreadFactory CLOSERS = named("rmix-closing");

    private final ThreadPoolExecutor servantPool;
    private final ThreadPoolExecutor completionPool;
    private final Executor servants;
    private final Executor completions;
    private final ThreadPoolExecutor blocking;
    private final ThreadPoolExecutor cancellations;
    private final ThreadPoolExecutor answers;
    private final ScheduledThreadPoolExecutor timer;
    private final Set<RunningCall> open = ConcurrentHashMap.newKeySet();

    /** @param direct whether servants and completions run on the threads that move bytes */
    Threads(Limits limits, boolean direct) {
        servantPool = fixed("rmix-servant", limits.servantThreads());
        completionPool = fixed("rmix-completion", COMPLETION_THREADS);
        servants = direct ? Runnable::run : servantPool;
        completions = direct ? Runnable::run : completionPool;
        cancellations = fixed("rmix-cancellation", CANCELLATION_THREADS);
        answers = fixed("rmix-answer", ANSWER_THREADS);
        blocking = new ThreadPoolExecutor(
                0,
                BLOCKING_THREADS,
                IDLE_NANOS,
                TimeUnit.NANOSECONDS,
                new SynchronousQueue<>(),
                named("rmix-blocking"));
        timer = new ScheduledThreadPoolExecutor(1, named("rmix-timer"));
        timer.setRemoveOnCancelPolicy(true);
    }

    private static ThreadPoolExecutor fixed(String name, int threads) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                threads, threads, IDLE_NANOS, TimeUnit.NANOSECONDS, new LinkedBlockingQueue<>(), named(name));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    static ThreadFactory named(String name) {
        AtomicInteger count = new AtomicInteger();
        return task -> clean(task, name + "-" + count.incrementAndGet());
    }

    /**
     * A thread that keeps nothing of the one that makes it: that may be a plug-in's, whose class loader is to leave memory. Until JDK 24 a
     * thread remembers the classes on its maker's stack as well, unless they are cut off so.
     */
    @SuppressWarnings("removal")
    private static Thread clean(Runnable task, String name) {
        return AccessController.doPrivileged((PrivilegedAction<Thread>) () -> {
            Thread thread = new Thread(null, task, name, 0, false);
            thread.setContextClassLoader(Threads.class.getClassLoader());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Runs tasks, each on a thread of its own, and waits for all. An interrupt is passed on to them, and kept. */
    static void inParallel(List<Runnable> tasks) {
        List<Thread> running = tasks.stream().map(CLOSERS::newThread).toList();
        running.forEach(Thread::start);
        running.forEach(Threads::join);
    }

    private static void join(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
                thread.interrupt();
            }
        }
        if (interrupted) Thread.currentThread().interrupt();
    }

    /** Has idle threads end, within a second; others take their place when they are needed. */
    void renew() {
        List<ThreadPoolExecutor> pools = List.of(servantPool, completionPool, blocking, cancellations, answers);
        for (ThreadPoolExecutor pool : pools) pool.setKeepAliveTime(1, TimeUnit.NANOSECONDS);
        try {
            timer.schedule(
                    () -> pools.forEach(pool -> pool.setKeepAliveTime(IDLE_NANOS, TimeUnit.NANOSECONDS)),
                    1,
                    TimeUnit.SECONDS);
        } catch (RejectedExecutionException e) {
            // All threads end for good.
            return;
        }
    }

    /** Runs servants. Its queue is bounded by {@link ServantDispatcher}, which admits calls. */
    Executor servants() {
        return servants;
    }

    /** Whether something waits for a servant thread. */
    boolean servantsAreAwaited() {
        return !servantPool.getQueue().isEmpty();
    }

    /** As with {@link #servants}; false once they end. */
    boolean tryServe(Runnable task) {
        try {
            servantPool.execute(task);
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    /** Completes futures and tells listeners. */
    Executor completions() {
        return completions;
    }

    /** Sends what waits in lanes; never on the thread that hands in. */
    Executor pumps() {
        return completionPool;
    }

    /** For libraries that block. */
    Executor blocking() {
        return blocking;
    }

    /** Tells servants of cancelled calls, also when all servant threads are taken by calls that wait to be told. */
    Executor cancellations() {
        return cancellations;
    }

    /** Sends the answers of servants that answer later, also when all servant threads are taken by calls that wait for one. */
    Executor answers() {
        return answers;
    }

    /** Calls whose servants answer later. */
    Set<RunningCall> open() {
        return open;
    }

    ScheduledThreadPoolExecutor timer() {
        return timer;
    }

    /** Cancels the call when its deadline passes; null if it has none. */
    @Nullable Future<?> cancelAtDeadline(CallContext context, RunningCall call) {
        return context.hasDeadline()
                ? timer.schedule(call::cancel, context.remainingNanos(), TimeUnit.NANOSECONDS)
                : null;
    }

    /** Lets what was handed in run out, at most until then, and ends all threads; what servants have not answered is abandoned. */
    void close(long endNanos) {
        open.forEach(RunningCall::abandon);
        timer.shutdownNow();
        end(servantPool, endNanos);
        end(answers, endNanos);
        end(blocking, endNanos);
        end(cancellations, endNanos);
        end(completionPool, endNanos);
    }

    private static void end(ExecutorService pool, long endNanos) {
        pool.shutdown();
        try {
            long left = Math.max(MOMENT_NANOS, endNanos - System.nanoTime());
            if (!pool.awaitTermination(left, TimeUnit.NANOSECONDS)) pool.shutdownNow();
        } catch (InterruptedException e) {
            pool.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
