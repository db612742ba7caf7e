package io.rmix.engine;

import io.rmix.Endpoint;
import io.rmix.spi.Connection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A place where a stub's calls go: a way to the object, and a share of its connection. Calls and lanes hold it while they are under way, the stub
 * while it has not left; when the last one lets go the share is given back.
 */
final class Attachment {
    private static final ThreadFactory CLOSERS = Threads.named("rmix-leaving");

    private final Way way;
    private final Connections.Lease lease;
    private final AtomicInteger holders = new AtomicInteger(1);
    private final CompletableFuture<Void> over = new CompletableFuture<>();

    /** Held by the stub. */
    Attachment(Way way, Connections.Lease lease) {
        this.way = way;
        this.lease = lease;
    }

    Way way() {
        return way;
    }

    Endpoint endpoint() {
        return way.endpoint();
    }

    Connection connection() {
        return lease.connection();
    }

    /** False, and not held, if all have let go. */
    boolean hold() {
        while (true) {
            int now = holders.get();
            if (now == 0) return false;
            if (holders.compareAndSet(now, now + 1)) return true;
        }
    }

    /** For threads that must not wait until a connection is closed. */
    void release() {
        if (holders.decrementAndGet() == 0) CLOSERS.newThread(this::giveBack).start();
    }

    /** As {@link #release}, waiting if it is the last one. */
    void releaseAndWait() {
        if (holders.decrementAndGet() == 0) giveBack();
    }

    /** Gives the share back, whoever holds it still. */
    void giveBack() {
        lease.release();
        over.complete(null);
    }

    /** Completes when the share has been given back. */
    CompletableFuture<Void> over() {
        return over;
    }
}
