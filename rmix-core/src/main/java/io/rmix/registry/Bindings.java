package io.rmix.registry;

import io.rmix.InvocationException.Code;
import io.rmix.Outcome;
import io.rmix.RefusedException;
import io.rmix.RemoteRef;
import io.rmix.registry.Registry.Change;
import io.rmix.registry.Registry.Changes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Names, what they are bound to, the last change of each, and who waits for the next. */
final class Bindings {
    private final int most;
    private final int remembered;
    private final TreeMap<String, RemoteRef> bound = new TreeMap<>();
    /** The last change of each name, by its revision. */
    private final TreeMap<Long, Change> changes = new TreeMap<>();

    private final Map<String, Long> lastChange = new HashMap<>();
    private final TreeSet<Long> freed = new TreeSet<>();
    private final Set<Watch> waiting = ConcurrentHashMap.newKeySet();
    private boolean closed;
    private long revision;
    /** No change up to this one can be told any more. */
    private long forgotten;

    /** A watcher that waits: for names that begin so, after a revision. */
    private record Watch(String prefix, long after, CompletableFuture<Changes> answer) {}

    Bindings(int most, int remembered) {
        this.most = most;
        this.remembered = remembered;
        // Above those of a registry that was here before: its watchers get all bindings anew.
        this.revision = System.currentTimeMillis() << 20;
        this.forgotten = revision;
    }

    /** Returns the reference that has the name, if it is another. */
    Optional<RemoteRef> bind(String name, RemoteRef ref) {
        synchronized (this) {
            RemoteRef old = bound.get(name);
            if (old != null) return old.equals(ref) ? Optional.empty() : Optional.of(old);
            put(name, Optional.of(ref));
        }
        tell(name);
        return Optional.empty();
    }

    void rebind(String name, RemoteRef ref) {
        synchronized (this) {
            if (ref.equals(bound.get(name))) return;
            put(name, Optional.of(ref));
        }
        tell(name);
    }

    boolean unbind(String name) {
        synchronized (this) {
            if (!bound.containsKey(name)) return false;
            put(name, Optional.empty());
        }
        tell(name);
        return true;
    }

    private void put(String name, Optional<RemoteRef> ref) {
        if (ref.isPresent() && !bound.containsKey(name) && bound.size() >= most)
            throw new RefusedException(
                    Code.INVALID, Outcome.NOT_INVOKED, "the registry is full: it has " + most + " names");
        Long before = lastChange.put(name, ++revision);
        if (before != null) {
            changes.remove(before);
            freed.remove(before);
        }
        changes.put(revision, new Change(name, ref));
        if (ref.isPresent()) {
            bound.put(name, ref.get());
        } else {
            bound.remove(name);
            freed.add(revision);
            if (freed.size() > remembered) forget(freed.first());
        }
    }

    private void forget(long oldest) {
        freed.remove(oldest);
        Change change = changes.remove(oldest);
        if (change != null) lastChange.remove(change.name());
        forgotten = oldest;
    }

    synchronized Optional<RemoteRef> find(String name) {
        return Optional.ofNullable(bound.get(name));
    }

    synchronized Map<String, RemoteRef> list(String prefix) {
        return new TreeMap<>(startingWith(prefix));
    }

    private NavigableMap<String, RemoteRef> startingWith(String prefix) {
        return prefix.isEmpty() ? bound : bound.subMap(prefix, true, prefix + Character.MAX_VALUE, false);
    }

    /** What has changed since a revision; everything, if that cannot be told. */
    synchronized Changes since(String prefix, long after) {
        List<Change> list = new ArrayList<>();
        boolean whole = after < forgotten || after > revision;
        if (whole) startingWith(prefix).forEach((name, ref) -> list.add(new Change(name, Optional.of(ref))));
        else
            for (Change each : changes.tailMap(after, false).values())
                if (each.name().startsWith(prefix)) list.add(each);
        return new Changes(revision, whole, list);
    }

    /** Nobody waits any more. */
    void close() {
        synchronized (this) {
            closed = true;
        }
        for (Watch each : waiting) each.answer().complete(since(each.prefix(), each.after()));
    }

    /** Completes when there is something to tell. */
    CompletableFuture<Changes> watch(String prefix, long after) {
        Watch watch = new Watch(prefix, after, new CompletableFuture<>());
        Changes now;
        boolean waits;
        synchronized (this) {
            now = since(prefix, after);
            waits = !closed && !now.whole() && now.changes().isEmpty();
            if (waits) waiting.add(watch);
        }
        if (waits) watch.answer().whenComplete((changes, e) -> waiting.remove(watch));
        else watch.answer().complete(now);
        return watch.answer();
    }

    /** Outside the lock: whoever waits goes on at once. */
    private void tell(String name) {
        for (Watch each : waiting)
            if (name.startsWith(each.prefix())) each.answer().complete(since(each.prefix(), each.after()));
    }
}
