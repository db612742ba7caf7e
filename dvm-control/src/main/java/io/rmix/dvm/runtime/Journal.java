package io.rmix.dvm.runtime;

import io.rmix.InvocationException.Code;
import io.rmix.Outcome;
import io.rmix.RefusedException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * The last events of a member, and who waits for the next. Nobody who watches holds up the member: who is slow finds that some are not remembered any more, and how many.
 *
 * <p><b>Threads.</b> Any.
 */
final class Journal {
    /** Events that are remembered. */
    static final int REMEMBERED = 1024;

    /** Watchers that may wait at a time; one more is refused with BUSY. */
    static final int WATCHERS = 256;

    /** Events of one answer, and names in the views among them. */
    private static final int MOST_EVENTS = 128;

    private static final int MOST_NAMES = 4096;
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final String name;
    private final long incarnation;
    private final ArrayDeque<MemberEvent> events = new ArrayDeque<>();
    private final Set<Watch> waiting = ConcurrentHashMap.newKeySet();
    private long revision;
    private boolean closed;

    private record Watch(long after, CompletableFuture<MemberEvents> answer) {}

    /** Nothing has happened yet to that incarnation of that member. */
    Journal(String name, long incarnation) {
        this.name = name;
        this.incarnation = incarnation;
    }

    /** Something has happened. */
    void add(String kind, long view, String member, String value, String detail, List<String> members) {
        synchronized (this) {
            String cut = MemberReport.cut(detail);
            events.add(new MemberEvent(++revision, Instant.now(), kind, view, member, value, cut, members));
            if (events.size() > REMEMBERED) {
                events.remove();
            }
        }
        // Outside the lock: whoever waits goes on at once.
        for (Watch each : waiting) {
            each.answer().complete(since(each.after()));
        }
    }

    /** As {@link MemberControl#watch}, with an answer for later. */
    CompletableFuture<MemberEvents> watch(long knownIncarnation, long after, Duration patience) {
        if (patience.isNegative() || patience.compareTo(LONGEST) > 0) {
            throw refused(Code.INVALID, "patience is zero to " + LONGEST + ", not " + patience);
        }
        Watch watch;
        MemberEvents now;
        synchronized (this) {
            if (closed) {
                throw refused(Code.CLOSED, name + " is closing");
            }
            // Who asks for what comes does not wait: it learns the number that it goes on from.
            boolean begins = after == MemberControl.NOW;
            long from = begins ? revision : knownIncarnation == incarnation ? Math.max(0, after) : 0;
            watch = new Watch(Math.min(from, revision), new CompletableFuture<>());
            now = since(watch.after());
            if (!begins && now.events().isEmpty() && !patience.isZero()) {
                if (waiting.size() >= WATCHERS) {
                    throw refused(Code.BUSY, WATCHERS + " watch " + name + " already; try again later");
                }
                waiting.add(watch);
            } else {
                watch.answer().complete(now);
            }
        }
        CompletableFuture<MemberEvents> answer = watch.answer();
        if (!answer.isDone()) {
            Executor atTheEnd = CompletableFuture.delayedExecutor(patience.toMillis(), TimeUnit.MILLISECONDS);
            answer.completeAsync(() -> since(watch.after()), atTheEnd);
        }
        answer.whenComplete((told, failure) -> waiting.remove(watch));
        return answer;
    }

    private static RefusedException refused(Code code, String why) {
        return new RefusedException(code, Outcome.NOT_INVOKED, why);
    }

    /** What happened after an event, or the beginning of it. */
    private synchronized MemberEvents since(long after) {
        long forgotten = revision - events.size();
        long missed = Math.max(0, forgotten - after);
        List<MemberEvent> told = new ArrayList<>();
        int names = 0;
        for (MemberEvent each : events) {
            if (each.revision() > after && told.size() < MOST_EVENTS && names <= MOST_NAMES) {
                told.add(each);
                names += each.members().size();
            }
        }
        long through = told.isEmpty() ? revision : told.get(told.size() - 1).revision();
        return new MemberEvents(name, incarnation, through, missed, told);
    }

    /** Answers those who watch, and lets nobody wait any more: before endpoints are closed, which would wait for them. */
    void close() {
        synchronized (this) {
            closed = true;
        }
        for (Watch each : waiting) {
            each.answer().complete(since(each.after()));
        }
    }
}
