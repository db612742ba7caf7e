package io.rmix.engine;

import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs tasks one after another, in the order they came, on threads of another executor. */
final class SerialExecutor implements Executor {
    private static final Logger LOG = LoggerFactory.getLogger(SerialExecutor.class);
    private static final int BURST = 256;

    private final Executor threads;
    private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
    private boolean scheduled;

    SerialExecutor(Executor threads) {
        this.threads = threads;
    }

    @Override
    public void execute(Runnable task) {
        add(task);
        kick();
    }

    /** Adds a task that runs after the next {@link #kick}; for callers that hold a lock while they decide on the order. */
    void add(Runnable task) {
        synchronized (tasks) {
            tasks.add(task);
        }
    }

    /** Has what was added run. */
    void kick() {
        synchronized (tasks) {
            if (scheduled || tasks.isEmpty()) return;
            scheduled = true;
        }
        threads.execute(this::drain);
    }

    private void drain() {
        for (int i = 0; i < BURST; i++) {
            Runnable task;
            synchronized (tasks) {
                task = tasks.poll();
                if (task == null) {
                    scheduled = false;
                    return;
                }
            }
            try {
                task.run();
            } catch (Throwable e) {
                LOG.error("a task failed; the ones after it go on", e);
            }
        }
        threads.execute(this::drain);
    }
}
