package io.rmix.dvm.sim;

import io.rmix.dvm.Order;
import io.rmix.dvm.View;
import io.rmix.dvm.protocol.Effect;
import io.rmix.dvm.protocol.Event;
import io.rmix.dvm.protocol.TransferEffect;
import io.rmix.dvm.protocol.steady.Delivery;
import io.rmix.dvm.protocol.steady.DeliveryQueue;
import io.rmix.dvm.protocol.transfer.Label;
import io.rmix.dvm.protocol.transfer.TransferControl;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * What a process does with deliveries: reads them at its own pace, over all views, and keeps a state, a hash over the atomic ones. One that joined
 * gets the state of another one first, and drops what is in it already.
 */
final class SimApplication {
    /** Deliveries of a view: those with numbers above {@code after}, up to where the next begins. */
    private record Segment(ViewChecker view, int self, DeliveryQueue queue, long after) {}

    private final Scenario scenario;
    private final Timeline time;
    private final SplittableRandom random;
    private final Checker checker;
    private final SimProcess process;
    private final Faults faults;
    private final Tally tally;
    private final Deque<Segment> segments = new ArrayDeque<>();
    private final Delivery delivery = new Delivery();
    private boolean holdsState;
    private Label base = new Label(0, 0);
    private final Map<Long, byte[]> snapshots = new HashMap<>();
    private ByteArrayOutputStream received = new ByteArrayOutputStream();
    private long state;
    private long told;
    private long consumed;
    private boolean consuming;

    SimApplication(
            Scenario scenario,
            Timeline time,
            SplittableRandom random,
            Checker checker,
            SimProcess process,
            boolean holdsState,
            Faults faults,
            Tally tally) {
        this.scenario = scenario;
        this.time = time;
        this.random = random;
        this.checker = checker;
        this.process = process;
        this.holdsState = holdsState;
        this.faults = faults;
        this.tally = tally;
    }

    /** Whether all that was told was read. */
    boolean isIdle() {
        return consumed == told;
    }

    boolean holdsState() {
        return holdsState;
    }

    long state() {
        return state;
    }

    void installed(ViewChecker view, int self, DeliveryQueue queue) {
        boolean first = segments.isEmpty();
        segments.add(new Segment(view, self, queue, told));
        if (first && holdsState) {
            begins(segments.getFirst());
        } else if (holdsState) {
            enterViews();
        }
    }

    void deliver(Effect.Deliver effect, boolean ending) {
        if (effect.from() != told + 1) {
            throw checker.failure("deliveries are told in order: %s", effect.from());
        }
        Segment last = segments.getLast();
        for (long number = effect.from(); number <= effect.to(); number++) {
            last.queue().read(number, delivery);
            if (!ending) {
                last.view().told(last.self(), delivery);
            }
            process.endings(delivery);
        }
        told = effect.to();
        plan();
    }

    private void plan() {
        if (!consuming && holdsState && consumed < told) {
            consuming = true;
            long pace = scenario.slow(process.name());
            time.in(pace == 0 ? 1 + random.nextLong(5000) : 1 + random.nextLong(2 * pace), this::consume);
        }
    }

    private void consume() {
        consuming = false;
        if (process.isDead()) {
            return;
        }
        long most = scenario.slow(process.name()) == 0 ? told : Math.min(told, consumed + 1);
        while (consumed < most) {
            enterViews();
            consumed++;
            apply(segments.getFirst());
        }
        enterViews();
        plan();
        process.feed(new Event.Consumed(Math.min(told, consumed + faults.consumedAhead())));
    }

    private void apply(Segment segment) {
        segment.queue().read(consumed, delivery);
        segment.view().delivered(segment.self(), delivery);
        checker.delivered();
        long view = segment.view().view().number();
        boolean has = new Label(view, segment.view().atomic(segment.self())).compareTo(base) <= 0;
        if (delivery.order() == Order.ATOMIC && !has) {
            state = state * 31 + delivery.origin() * 1_000_003L + delivery.sequence() * 7 + view * 13;
        }
    }

    /** Goes on to the next view when all of the one before is read. */
    private void enterViews() {
        while (segments.size() > 1) {
            Segment over = segments.removeFirst();
            Segment next = segments.getFirst();
            if (consumed < next.after()) {
                segments.addFirst(over);
                return;
            }
            if (over.view().view().lineage().equals(next.view().view().lineage())) {
                over.view().ended(over.self());
            } else {
                over.view().endedByForce(over.self());
            }
            begins(next);
        }
    }

    private void begins(Segment segment) {
        View view = segment.view().view();
        if (holdsState && view.number() > base.view()) {
            checker.begins(process.name(), view, state);
        }
    }

    /** Between two deliveries, which here is always; made of more bytes than fit into a piece. */
    void takeSnapshot(long id) {
        Segment now = segments.getFirst();
        Label label = new Label(now.view().view().number(), now.view().atomic(now.self()) + faults.labelledAhead());
        byte[] bytes =
                new byte[Long.BYTES + random.nextInt(3 * scenario.shared().maxMessageBytes())];
        ByteBuffer.wrap(bytes).putLong(state);
        snapshots.put(id, bytes);
        checker.require(snapshots.size() <= 4, "bounds: %s keeps %s snapshots", process.name(), snapshots.size());
        long takes = 1 + random.nextLong(3_000_000);
        if (scenario.isSlowTransfer() && random.nextInt(6) == 0) {
            // It cannot be written: nothing is said, and the learner asks another one.
            tally.hit(Hit.SNAPSHOT_FAILED);
            snapshots.remove(id);
            return;
        }
        if (scenario.isSlowTransfer() && random.nextBoolean()) {
            tally.hit(Hit.SNAPSHOT_SLOW);
            takes = random.nextLong(3 * scenario.shared().suspicionTimeout().toNanos());
        }
        time.in(takes, () -> process.feed(new Event.SnapshotTaken(id, label, bytes.length)));
    }

    TransferControl.Chunk chunk(TransferEffect.SendChunk send) {
        byte[] bytes = snapshots.get(send.id());
        if (bytes == null) {
            throw checker.failure("transfer: %s sends a snapshot that was dropped", process.name());
        }
        return new TransferControl.Chunk(
                send.attempt(), send.offset(), ByteBuffer.wrap(bytes, (int) send.offset(), send.length()));
    }

    void dropSnapshot(long id) {
        snapshots.remove(id);
    }

    void keep(TransferEffect.KeepChunk chunk) {
        if (chunk.offset() == 0) {
            received = new ByteArrayOutputStream();
        }
        checker.require(
                chunk.offset() == received.size(), "transfer: a piece at %s of %s", chunk.offset(), received.size());
        byte[] bytes = new byte[chunk.bytes().remaining()];
        chunk.bytes().duplicate().get(bytes);
        received.writeBytes(bytes);
    }

    void restore(Label label) {
        base = label;
        state = ByteBuffer.wrap(received.toByteArray()).getLong();
        holdsState = true;
        enterViews();
        plan();
        time.in(1 + random.nextLong(3_000_000), () -> process.feed(new Event.Restored()));
    }

    /** What is read is dropped, for the state is not here yet; that it was right is looked at all the same. */
    void drop(long through) {
        tally.hit(Hit.QUEUE_FULL);
        while (consumed < through) {
            enterViews();
            consumed++;
            apply(segments.getFirst());
        }
        time.in(1, () -> process.feed(new Event.Consumed(through)));
    }
}
