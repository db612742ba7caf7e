package io.rmix.dvm.runtime;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads of one node: protocol, apply, completion, timer, and some that live while there is something to do for them: one for state hashes, one that waits for links to
 * close, a few that look up names. All daemons.
 */
final class NodeThreads {
    private static final Logger LOG = LoggerFactory.getLogger(NodeThreads.class);

    /** Names that are looked up at once. */
    private static final int LOOKUPS = 8;

    private final String node;
    private final ThreadPoolExecutor completions;
    private final AtomicInteger completing = new AtomicInteger();
    private final ThreadPoolExecutor hashing;
    private final ThreadPoolExecutor closing;
    private final ThreadPoolExecutor lookups;
    private final ScheduledThreadPoolExecutor timer;

    /** A thread of a node, on which its own submissions must not wait. */
    static final class NodeThread extends Thread {
        NodeThread(Runnable task, String name) {
            super(task, name);
            setDaemon(true);
        }
    }

    NodeThreads(String node) {
        this.node = node;
        this.completions = single("completion");
        this.hashing = single("hash");
        this.closing = single("links");
        // What comes after the node is closed is closed with it.
        closing.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        // Nothing waits in a queue: what finds no thread asks again.
        this.lookups =
                new ThreadPoolExecutor(0, LOOKUPS, 5, TimeUnit.SECONDS, new SynchronousQueue<>(), factory("names"));
        this.timer = new ScheduledThreadPoolExecutor(1, factory("timer"));
        timer.setRemoveOnCancelPolicy(true);
    }

    private ThreadPoolExecutor single(String role) {
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(1, 1, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), factory(role));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    private ThreadFactory factory(String role) {
        return task -> thread(role, task);
    }

    NodeThread thread(String role, Runnable task) {
        return new NodeThread(task, "dvm-" + node + "-" + role);
    }

    /** Runs tasks on the completion thread, in order. */
    void complete(List<Runnable> tasks) {
        completing.incrementAndGet();
        try {
            completions.execute(() -> {
                try {
                    tasks.forEach(NodeThreads::runOne);
                } finally {
                    completing.decrementAndGet();
                }
            });
        } catch (RejectedExecutionException e) {
            tasks.forEach(NodeThreads::runOne);
            completing.decrementAndGet();
        }
    }

    /** Whether all tasks that were given to the completion thread have run. */
    boolean isCompletionIdle() {
        return completing.get() == 0;
    }

    private static void runOne(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.error("a listener failed; those after it are told all the same", e);
        }
    }

    ExecutorService hashing() {
        return hashing;
    }

    /** Closes links that are of no use any more, which waits for what is under way on them. */
    Executor closing() {
        return closing;
    }

    /** Asks the system for addresses of names, which may take long; refuses when all threads are at it. */
    Executor lookups() {
        return lookups;
    }

    ScheduledThreadPoolExecutor timer() {
        return timer;
    }

    /** Whether this thread is one on which a submission must not wait. */
    static boolean isNodeThread() {
        return Thread.currentThread() instanceof NodeThread;
    }

    void stopTimer() {
        timer.shutdownNow();
    }

    /** Lets completions run out. */
    void close(Duration patience) {
        stopTimer();
        hashing.shutdownNow();
        closing.shutdownNow();
        lookups.shutdownNow();
        completions.shutdown();
        try {
            if (!completions.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("{}: a callback of the user still runs after {}", node, patience);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
