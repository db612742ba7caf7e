package io.rmix.dvm.sim;

import io.rmix.dvm.MemberState;
import io.rmix.dvm.Order;
import io.rmix.dvm.protocol.Effect;
import io.rmix.dvm.protocol.Event;
import io.rmix.dvm.protocol.steady.Delivery;
import io.rmix.dvm.protocol.steady.DeliveryQueue;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What a process does with deliveries: reads them at its own pace, over all views, and keeps a state, a hash over the atomic ones. One that joined
 * gets the state of another one first, and drops what is in it already.
 */
final class SimApplication {
    /** Deliveries of a view: those with numbers above {@code after}, up to where the next begins. */
    private record Segment(ViewChecker view, int self, DeliveryQueue queue, long after) {}

    /** A state, and what is in it: so many atomic deliveries of a view, and all of the views before. */
    private record Snapshot(long state, long view, int atomic) {}

    private final Scenario scenario;
    private final Timeline time;
    private final SplittableRandom random;
    private final Checker checker;
    private final Network network;
    private final SimProcess process;
    private final int consumedAhead;
    private final Deque<Segment> segments = new ArrayDeque<>();
    private final Delivery delivery = new Delivery();
    private boolean holdsState;
    private boolean asking;
    private Snapshot base = new Snapshot(0, 0, 0);
    private long state;
    private long told;
    private long consumed;
    private boolean consuming;

    SimApplication(
            Scenario scenario,
            Timeline time,
            SplittableRandom random,
            Checker checker,
            Network network,
            SimProcess process,
            boolean holdsState,
            int consumedAhead) {
        this.scenario = scenario;
        this.time = time;
        this.random = random;
        this.checker = checker;
        this.network = network;
        this.process = process;
        this.holdsState = holdsState;
        this.consumedAhead = consumedAhead;
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
        } else {
            askForState();
        }
    }

    void deliver(Effect.Deliver effect, boolean ending) {
        checker.require(effect.from() == told + 1, "deliveries are told in order: %s", effect.from());
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
        process.feed(new Event.Consumed(Math.min(told, consumed + consumedAhead)));
    }

    private void apply(Segment segment) {
        segment.queue().read(consumed, delivery);
        segment.view().delivered(segment.self(), delivery);
        checker.delivered();
        long view = segment.view().view().number();
        boolean has = view < base.view() || (view == base.view() && segment.view().atomic(segment.self()) <= base.atomic());
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
            over.view().ended(over.self());
            begins(next);
        }
    }

    private void begins(Segment segment) {
        long number = segment.view().view().number();
        if (number > base.view()) {
            checker.begins(process.name(), number, state);
        }
    }

    private void askForState() {
        if (!asking) {
            asking = true;
            time.in(1_000_000 + random.nextLong(20_000_000), this::getState);
        }
    }

    private void getState() {
        asking = false;
        if (process.isDead() || holdsState || process.state() == MemberState.LEFT) {
            return;
        }
        long first = segments.getFirst().view().view().number();
        List<SimApplication> sponsors = new ArrayList<>();
        for (SimProcess each : network.processes()) {
            SimApplication other = each.application();
            if (each != process
                    && !each.isDead()
                    && each.state() == MemberState.OPERATIONAL
                    && other.holdsState
                    && other.segments.getFirst().view().view().number() >= first) {
                sponsors.add(other);
            }
        }
        if (sponsors.isEmpty()) {
            askForState();
            return;
        }
        Snapshot taken = sponsors.get(random.nextInt(sponsors.size())).snapshot();
        time.in(1 + random.nextLong(5_000_000), () -> restore(taken));
    }

    private Snapshot snapshot() {
        Segment now = segments.getFirst();
        return new Snapshot(state, now.view().view().number(), now.view().atomic(now.self()));
    }

    private void restore(Snapshot taken) {
        if (process.isDead() || holdsState) {
            return;
        }
        base = taken;
        state = taken.state();
        holdsState = true;
        enterViews();
        plan();
        process.synced();
    }
}
