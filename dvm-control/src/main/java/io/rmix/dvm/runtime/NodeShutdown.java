package io.rmix.dvm.runtime;

import io.rmix.Rmix;
import io.rmix.dvm.protocol.Event;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes a node apart: drains it, has it leave the DVM, and ends its threads. Each wait is bounded by the drain limit. */
final class NodeShutdown {
    private static final Logger LOG = LoggerFactory.getLogger(NodeShutdown.class);

    private final String name;
    private final Duration drain;
    private final Parts parts;

    /** What is taken apart. */
    record Parts(
            NodeLife life,
            NodeStartup startup,
            ProtocolLoop protocol,
            RingDriver driver,
            ApplyThread apply,
            MemberPort port,
            Rmix memberRmix,
            NodeThreads threads,
            Thread protocolThread,
            Thread applyThread) {}

    NodeShutdown(String name, Duration drain, Parts parts) {
        this.name = name;
        this.drain = drain;
        this.parts = parts;
    }

    /** Delivers what was submitted, and leaves. Nothing is submitted any more. */
    void leave() {
        Ending ending = parts.driver().ending();
        if (isInView()) {
            await(
                    "what was submitted to be delivered",
                    () -> !isInView() || (parts.protocol().nothingWaits() && isDrained()));
            await("the application", parts.apply()::isIdle);
        }
        if (isInView()) {
            parts.protocol().execute(() -> parts.protocol().handle(new Event.Leave()));
            await("the others to go on without it", () -> !isInView());
        } else if (ending.isLeavingFailed()) {
            await("the others to go on without it", () -> !ending.isLeavingFailed());
        }
        end("closed");
    }

    /** Ends without a word, as a crash would. */
    void kill() {
        parts.protocol().execute(parts.protocol()::retire);
        end("killed");
    }

    private boolean isInView() {
        NodeState now = parts.life().state();
        return !now.isOutside() && !now.isFinal();
    }

    private boolean isDrained() {
        return parts.driver().isDrained(parts.protocol().core());
    }

    private void await(String what, BooleanSupplier condition) {
        CompletableFuture<Void> reached = new CompletableFuture<>();
        parts.protocol().when(condition, reached);
        try {
            reached.get(drain.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.warn("{}: closing waited {} ms for {}", name, drain.toMillis(), what);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private void end(String how) {
        ProtocolLoop protocol = parts.protocol();
        RingDriver driver = parts.driver();
        Ending ending = driver.ending();
        parts.startup().stop();
        parts.threads().stopTimer();
        protocol.execute(() -> {
            ending.reason(name + " is " + how);
            driver.status(protocol.core());
            protocol.retire();
            protocol.refuseAll(ending.reason());
        });
        parts.port().close();
        parts.memberRmix().close();
        parts.apply().stop();
        join(parts.applyThread());
        protocol.execute(ending::failOriginated);
        protocol.stop();
        join(parts.protocolThread());
        parts.life().become(NodeState.CLOSED, "");
        parts.threads().close(drain);
    }

    private void join(Thread thread) {
        try {
            thread.join(Math.max(1, drain.toMillis()));
            if (thread.isAlive()) {
                LOG.warn("{} still runs: the application holds it up", thread.getName());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
