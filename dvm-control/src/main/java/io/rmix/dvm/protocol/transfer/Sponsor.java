package io.rmix.dvm.protocol.transfer;

import io.rmix.dvm.Member;
import io.rmix.dvm.View;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Gives learners the state: one snapshot for each, a few at a time, dropped when the learner does not ask any more. */
public final class Sponsor {
    /** Snapshots at a time: more learners ask somebody else. */
    private static final int MOST = 4;

    private final int patience;
    private final int chunkBytes;
    private final Work work;
    private final Map<Member, Given> given = new LinkedHashMap<>();
    /** Snapshots that the application is taking for nobody any more, and when they were asked for. */
    private final Map<Long, Long> orphans = new LinkedHashMap<>();

    private long lastId;
    private long tick;

    /** What it wants done. */
    public interface Work {
        /** The application is to take a snapshot between two deliveries, and to keep it. */
        void take(long id);

        /** A piece of a snapshot is to be sent. */
        void send(Member learner, long attempt, long id, long offset, int length);

        /** A snapshot is needed no more. */
        void drop(long id);

        /** A message is to be sent. */
        void tell(Member learner, TransferControl message);
    }

    /** A snapshot on its way; the label is null until it is taken. */
    private record Given(long attempt, long id, @Nullable Label label, long size, long askedAt) {
        Given at(long tick) {
            return new Given(attempt, id, label, size, tick);
        }
    }

    /**
     * Nobody is served yet.
     *
     * @param patience ticks after which a learner that does not ask any more is given up
     * @param chunkBytes bytes of a piece
     */
    public Sponsor(int patience, int chunkBytes, Work work) {
        this.patience = patience;
        this.chunkBytes = chunkBytes;
        this.work = work;
    }

    /**
     * A learner asks for a snapshot.
     *
     * @param ready whether the application has come to the learner's view, so that a snapshot taken now is of use
     */
    public void asked(Member learner, TransferControl.SnapshotRequest message, boolean ready) {
        Given before = given.get(learner);
        if (before != null && before.attempt() >= message.attempt()) {
            given.put(learner, before.at(tick));
            if (before.attempt() == message.attempt()) {
                offer(learner, before);
            }
            return;
        }
        if (before != null) {
            drop(learner);
        }
        if (ready && size() < MOST) {
            given.put(learner, new Given(message.attempt(), ++lastId, null, 0, tick));
            work.take(lastId);
        }
    }

    /** The application has taken a snapshot. */
    public void taken(long id, Label label, long size) {
        for (Map.Entry<Member, Given> each : given.entrySet()) {
            Given now = each.getValue();
            if (now.id() == id) {
                each.setValue(new Given(now.attempt(), id, label, size, now.askedAt()));
                offer(each.getKey(), each.getValue());
                return;
            }
        }
        orphans.remove(id);
        work.drop(id);
    }

    /** Snapshots that are kept, or being taken. */
    public int size() {
        return given.size() + orphans.size();
    }

    private void offer(Member learner, Given now) {
        if (now.label() != null) {
            work.tell(learner, new TransferControl.Snapshot(now.attempt(), now.label(), now.size()));
        }
    }

    /** A learner wants a piece. */
    public void asked(Member learner, TransferControl.ChunkRequest message) {
        Given now = given.get(learner);
        if (now != null
                && now.label() != null
                && now.attempt() == message.attempt()
                && message.offset() >= 0
                && message.offset() < now.size()) {
            given.put(learner, now.at(tick));
            int length = (int) Math.min(chunkBytes, now.size() - message.offset());
            work.send(learner, now.attempt(), now.id(), message.offset(), length);
        }
    }

    /** A heartbeat's time has passed. */
    public void tick() {
        tick++;
        dropIf(each -> tick - each.getValue().askedAt() > patience);
        // One that takes so long has failed: nobody tells.
        orphans.values().removeIf(since -> tick - since > patience);
    }

    /** A view is installed: who is no learner of it needs nothing any more. */
    public void installed(View view) {
        dropIf(each -> {
            int index = view.indexOf(each.getKey());
            return index < 0 || view.isVoter(index);
        });
    }

    /** Nobody is served any more. */
    public void stop() {
        dropIf(each -> true);
    }

    private void dropIf(Predicate<Map.Entry<Member, Given>> condition) {
        List<Member> gone = given.entrySet().stream()
                .filter(condition)
                .map(Map.Entry::getKey)
                .toList();
        gone.forEach(this::drop);
    }

    private void drop(Member learner) {
        Given now = given.remove(learner);
        if (now != null && now.label() != null) {
            work.drop(now.id());
        } else if (now != null) {
            orphans.put(now.id(), tick);
        }
    }
}
