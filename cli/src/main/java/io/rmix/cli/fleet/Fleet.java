package io.rmix.cli.fleet;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The processes of a ring, which end together: when it is closed, when this process ends (Ctrl-C included), and when this process is
 * killed, because then their input ends. That one of them ends on its own is a failure of the whole; one may be killed on purpose.
 *
 * <p><b>Threads.</b> Any.
 */
public final class Fleet implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Without one of them the others have nobody to deliver to what was submitted, and need not be waited for. */
    private static final Duration BROKEN_PATIENCE = Duration.ofSeconds(1);

    private static final Duration NOTICED = Duration.ofSeconds(2);

    private final List<NodeProcess> nodes = new ArrayList<>();
    private final Set<NodeProcess> killed = new HashSet<>();
    private final CompletableFuture<String> failure = new CompletableFuture<>();
    private final Thread atExit = new Thread(this::endAll, "end the members");
    private boolean closing;

    /** With no processes. */
    public Fleet() {
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** Starts one more. */
    public NodeProcess start(String name, List<String> command, Path log) throws IOException {
        NodeProcess node = NodeProcess.start(name, command, log);
        synchronized (this) {
            nodes.add(node);
            if (closing) {
                node.kill();
            }
        }
        node.ended().thenRun(() -> ended(node));
        return node;
    }

    /** Kills the process of this name that was started last, which is no failure then, and returns when it has ended. */
    public void kill(String name) {
        NodeProcess node = nodes().stream()
                .filter(each -> each.name().equals(name))
                .reduce((earlier, later) -> later)
                .orElseThrow(() -> new IllegalArgumentException("no process " + name));
        synchronized (this) {
            killed.add(node);
        }
        node.kill();
        node.ended().join();
    }

    /** In the order of their start. */
    public synchronized List<NodeProcess> nodes() {
        return List.copyOf(nodes);
    }

    /** Completes with a text for the user if a process ends before {@link #close}. */
    public CompletableFuture<String> failure() {
        return failure;
    }

    /**
     * Waits for work that needs all processes.
     *
     * @return the work's result
     * @throws IOException if a process ends before, or the work fails; it says which process, or why
     */
    public <T> T unlessOneEnds(CompletableFuture<T> work) throws IOException, InterruptedException {
        try {
            CompletableFuture.anyOf(work, failure).get();
            if (failure.isDone()) throw new IOException(failure.join());
            return work.join();
        } catch (ExecutionException e) {
            throw new IOException(whyItFailed(e), e);
        }
    }

    /** A call to a process that ends may fail a little before the operating system tells of the end. */
    private String whyItFailed(ExecutionException failed) throws InterruptedException {
        synchronized (this) {
            if (closing) return "interrupted: the members are told to end";
        }
        try {
            return failure.get(NOTICED.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException allRun) {
            return NodeProcess.reason(failed);
        }
    }

    /**
     * Waits until all are ready.
     *
     * @throws IOException if one ends, or is not ready in time; the message says which, and what it said
     */
    public void awaitReady(Duration patience) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        for (NodeProcess node : nodes()) {
            try {
                node.ready().get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            } catch (ExecutionException e) {
                throw new IOException(NodeProcess.reason(e), e);
            } catch (TimeoutException e) {
                throw new IOException(
                        "member " + node.name() + " (process " + node.pid() + ") is not ready after "
                                + patience.toSeconds() + " s",
                        e);
            }
        }
    }

    /** Ends all processes: asks them to, waits, and kills those that are left. */
    @Override
    public void close() {
        endAll();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException endingAlready) {
            // The hook does, or has done, the same as this method.
            failure.complete("the process is ending");
        }
    }

    private void ended(NodeProcess node) {
        synchronized (this) {
            if (closing || killed.contains(node)) {
                return;
            }
        }
        failure.complete(node.describeEnd());
    }

    private void endAll() {
        synchronized (this) {
            closing = true;
        }
        List<NodeProcess> all = nodes();
        all.forEach(NodeProcess::askToEnd);
        Duration patience = failure.isDone() ? BROKEN_PATIENCE : PATIENCE;
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            for (NodeProcess node : all) {
                node.awaitEnd(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
            }
        } catch (InterruptedException e) {
            all.forEach(NodeProcess::kill);
            Thread.currentThread().interrupt();
        }
    }
}
