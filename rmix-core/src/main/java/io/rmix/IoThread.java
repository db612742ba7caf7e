package io.rmix;

/**
 * A thread of a provider that moves bytes and goes round: it takes what has come in on all its connections, then does what it was asked to do later, then waits for
 * more. A servant that runs directly on such a thread ({@link Rmix.Builder#directExecutor}) can so take together what came in together.
 */
public interface IoThread {
    /**
     * Runs a task on this thread: after what it is at, and before it waits again. Any thread.
     *
     * @param task short, never blocks
     * @throws java.util.concurrent.RejectedExecutionException if the thread ends
     */
    void later(Runnable task);
}
