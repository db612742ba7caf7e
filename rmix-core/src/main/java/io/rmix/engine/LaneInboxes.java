package io.rmix.engine;

import io.rmix.Limits;
import io.rmix.spi.Acceptor;
import io.rmix.spi.Dispatcher.AckSink;
import io.rmix.spi.Dispatcher.LaneInlet;
import io.rmix.spi.ExportedService;
import io.rmix.spi.LaneAck;
import io.rmix.spi.LaneFrame;
import io.rmix.spi.Peer;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The lanes that come in, by their number, and the services that their calls may name. */
final class LaneInboxes {
    private static final long IDLE_NANOS = TimeUnit.MINUTES.toNanos(10);
    /** A client asks again at once while calls are unacknowledged. */
    private static final long FETCH_NANOS = TimeUnit.SECONDS.toNanos(1);

    static final String REPLACED = "CANCELLED: another lane replaced this one";

    private static final int MANY = 10_000;
    private static final int MOST = 100_000;

    private final Limits limits;
    private final Threads threads;
    private final Map<Long, LaneInbox> lanes = new ConcurrentHashMap<>();
    private final Map<Acceptor, Map<String, Served>> services = new ConcurrentHashMap<>();
    private final Set<Acceptor> retiring = ConcurrentHashMap.newKeySet();
    private volatile boolean retired;

    LaneInboxes(Limits limits, Threads threads) {
        this.limits = limits;
        this.threads = threads;
    }

    void add(Acceptor acceptor, ExportedService service, Served served) {
        services.compute(acceptor, (a, known) -> {
            Map<String, Served> names = known == null ? new ConcurrentHashMap<>() : known;
            names.put(service.name(), served);
            return names;
        });
    }

    void remove(Acceptor acceptor, ExportedService service) {
        services.computeIfPresent(acceptor, (a, names) -> {
            names.remove(service.name());
            return names.isEmpty() ? null : names;
        });
    }

    /** Every lane executes what it has received and then refuses the rest. Waits until clients know, at most until then. */
    void retire(long endNanos) {
        retired = true;
        retire(lanes.values(), endNanos);
    }

    /** As above, for one acceptor's lanes, until {@link #admit}. */
    void retire(Acceptor acceptor, long endNanos) {
        retiring.add(acceptor);
        List<LaneInbox> there =
                lanes.values().stream().filter(lane -> lane.isAt(acceptor)).toList();
        retire(there, endNanos);
    }

    /** Lanes that were retired on streams, which are over, are forgotten, and what they hold of the acceptor's provider with them. */
    void admit(Acceptor acceptor) {
        lanes.values().removeIf(lane -> lane.isAt(acceptor) && lane.isOver());
        retiring.remove(acceptor);
    }

    /** The acceptor has closed. */
    void forget(Acceptor acceptor) {
        lanes.values().removeIf(lane -> lane.isAt(acceptor));
        retiring.remove(acceptor);
    }

    private static void retire(Collection<LaneInbox> all, long endNanos) {
        all.forEach(LaneInbox::retire);
        try {
            for (LaneInbox lane : all) lane.awaitExecuted(endNanos);
            long left = endNanos - System.nanoTime();
            long soon = System.nanoTime() + Math.min(left, FETCH_NANOS);
            for (LaneInbox lane : all) lane.awaitTold(soon);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private @Nullable Served find(Acceptor acceptor, String name) {
        Map<String, Served> names = services.get(acceptor);
        return names == null ? null : names.get(name);
    }

    LaneInlet open(Acceptor acceptor, Peer peer, AckSink sink) {
        return new StreamInlet(acceptor, peer, sink);
    }

    LaneAck exchange(Acceptor acceptor, Peer peer, LaneFrame frame, Duration patience) throws InterruptedException {
        LaneInbox inbox = lanes.get(frame.lane());
        if (inbox == null || inbox.incarnation() != frame.incarnation()) inbox = begin(acceptor, peer, frame, null);
        if (inbox == null) return new LaneAck(0, 0, REPLACED);
        inbox.accept(frame);
        return inbox.await(frame.first() + frame.calls().size() - 1, patience);
    }

    /** The inbox of a new incarnation, which takes the place of the one before; null if that is a later one. */
    private synchronized @Nullable LaneInbox begin(
            Acceptor acceptor, Peer peer, LaneFrame frame, @Nullable AckSink sink) {
        LaneInbox before = lanes.get(frame.lane());
        if (before != null && before.incarnation() > frame.incarnation()) return null;
        if (frame.incarnation() < 1 || frame.first() != 1)
            throw new IllegalStateException(
                    "lane " + Long.toHexString(frame.lane()) + " is not known here; was this side restarted?");
        if (before != null && before.incarnation() == frame.incarnation())
            throw new IllegalStateException("lane " + Long.toHexString(frame.lane()) + " exists already");
        sweep();
        if (lanes.size() >= MOST) throw new IllegalStateException("more than " + MOST + " lanes are open");
        LaneInbox inbox =
                new LaneInbox(limits, threads, acceptor, peer, frame.incarnation(), name -> find(acceptor, name), sink);
        if (before != null) inbox.startAfter(before);
        lanes.put(frame.lane(), inbox);
        if (retired || retiring.contains(acceptor)) inbox.retire();
        return inbox;
    }

    private void sweep() {
        long idle = lanes.size() > MANY ? TimeUnit.SECONDS.toNanos(30) : IDLE_NANOS;
        lanes.values().removeIf(lane -> lane.idleNanos() > idle);
    }

    /** A lane on a stream: its number is known with the first frame. */
    private final class StreamInlet implements LaneInlet {
        private final Acceptor acceptor;
        private final Peer peer;
        private final AckSink sink;
        private @Nullable LaneInbox inbox;
        private long lane;

        StreamInlet(Acceptor acceptor, Peer peer, AckSink sink) {
            this.acceptor = acceptor;
            this.peer = peer;
            this.sink = sink;
        }

        @Override
        public void frame(LaneFrame frame) {
            if (inbox == null) {
                inbox = begin(acceptor, peer, frame, sink);
                if (inbox == null) throw new IllegalStateException(REPLACED);
                lane = frame.lane();
            } else if (frame.lane() != lane || frame.incarnation() != inbox.incarnation()) {
                throw new IllegalStateException(
                        "a stream carries one lane, not also " + Long.toHexString(frame.lane()));
            }
            inbox.accept(frame);
        }

        @Override
        public void finished() {
            if (inbox == null) {
                sink.finished();
            } else {
                inbox.finish();
                // Of an earlier incarnation something may still come.
                if (inbox.incarnation() == 1) lanes.remove(lane, inbox);
            }
        }

        @Override
        public void broken() {
            if (inbox != null) inbox.broken();
        }
    }
}
