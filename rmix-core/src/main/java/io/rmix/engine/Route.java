package io.rmix.engine;

import io.rmix.Endpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where the calls of a stub go: one way at a time, of those by which its object can be called. Leaving one, be it only for other options of the same
 * endpoint, lets what is under way there end there.
 */
final class Route {
    private final Function<Way, Connections.Lease> lease;
    private final Executor pumps;
    private final Set<LaneSender> lanes = ConcurrentHashMap.newKeySet();
    private final Set<Attachment> open = ConcurrentHashMap.newKeySet();
    private volatile List<Way> candidates;
    private volatile Attachment current;
    private boolean closed;

    /**
     * @param candidates in the order in which they are tried; not empty
     * @param pumps runs the lanes' senders; never on the thread that hands in
     */
    Route(List<Way> candidates, Function<Way, Connections.Lease> lease, Executor pumps) {
        this.candidates = List.copyOf(candidates);
        this.lease = lease;
        this.pumps = pumps;
        this.current = attach(candidates.get(0));
    }

    private Attachment attach(Way way) {
        Attachment place = new Attachment(way, lease.apply(way));
        open.add(place);
        place.over().thenRun(() -> open.remove(place));
        return place;
    }

    List<Endpoint> candidates() {
        return candidates.stream().map(Way::endpoint).toList();
    }

    boolean hasAlternatives() {
        return candidates.size() > 1;
    }

    Endpoint endpoint() {
        return current.endpoint();
    }

    Way way() {
        return current.way();
    }

    /** Whether the connection there is protected by TLS. */
    boolean encrypted() {
        return current.connection().encrypted();
    }

    boolean isAt(Attachment place) {
        return current == place;
    }

    /** The place where calls go, held for the caller; null once it is closed. */
    @Nullable Attachment enter() {
        while (true) {
            Attachment place = current;
            if (place.hold()) return place;
            if (current == place) return null;
        }
    }

    /** A lane whose calls go where this leads. */
    void add(LaneSender lane) {
        lanes.add(lane);
    }

    void remove(LaneSender lane) {
        lanes.remove(lane);
    }

    /**
     * Goes to an endpoint, which is tried first from now on, with the options that it has among the candidates. Completes when nothing is under way at
     * the one that was left.
     */
    CompletableFuture<Void> moveTo(Endpoint endpoint) {
        List<Way> order = new ArrayList<>();
        for (Way each : candidates) if (each.endpoint().equals(endpoint)) order.add(each);
        if (order.isEmpty()) order.add(Way.to(endpoint));
        for (Way each : candidates) if (!each.endpoint().equals(endpoint)) order.add(each);
        return reorder(order);
    }

    /** Replaces the candidates, and goes to the first. */
    CompletableFuture<Void> reorder(List<Way> order) {
        Optional<Attachment> left;
        synchronized (this) {
            if (closed) return CompletableFuture.completedFuture(null);
            left = go(order.get(0));
            candidates = List.copyOf(order);
        }
        return left.map(this::leave).orElseGet(() -> CompletableFuture.completedFuture(null));
    }

    /**
     * Goes on from an endpoint at which calls fail.
     *
     * @param tried endpoints that have failed the call; gets this one
     * @return whether calls go now where that call has not been tried yet; if not, the next call begins with the preferred one
     */
    boolean failOver(Attachment failed, Set<Endpoint> tried) {
        tried.add(failed.endpoint());
        Optional<Attachment> left;
        boolean more;
        synchronized (this) {
            if (closed) return false;
            if (current != failed && !tried.contains(current.endpoint())) return true;
            Optional<Way> next = candidates.stream()
                    .filter(each -> !tried.contains(each.endpoint()))
                    .findFirst();
            more = next.isPresent();
            left = go(next.orElse(candidates.get(0)));
        }
        left.ifPresent(this::leave);
        return more;
    }

    /** With the lock held. Returns the place that is to be left, if any. */
    private Optional<Attachment> go(Way way) {
        Attachment old = current;
        if (old.way().equals(way)) return Optional.empty();
        current = attach(way);
        return Optional.of(old);
    }

    private CompletableFuture<Void> leave(Attachment old) {
        old.release();
        for (LaneSender lane : lanes) pumps.execute(lane::pump);
        return old.over().copy();
    }

    void closeLanes(long endNanos) {
        for (LaneSender lane : lanes) lane.refuse();
        for (LaneSender lane : lanes) lane.close(endNanos);
    }

    /** Waits until nothing is under way, at most until then, and gives all connections back. */
    void close(long endNanos) {
        synchronized (this) {
            if (closed) return;
            closed = true;
        }
        current.releaseAndWait();
        List<Attachment> left = List.copyOf(open);
        try {
            CompletableFuture.allOf(left.stream().map(Attachment::over).toArray(CompletableFuture[]::new))
                    .get(Math.max(0, endNanos - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            // What is still under way is cut off.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
        left.forEach(Attachment::giveBack);
    }
}
