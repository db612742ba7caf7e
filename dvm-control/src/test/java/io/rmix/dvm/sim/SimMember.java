package io.rmix.dvm.sim;

import io.rmix.dvm.Identity;
import io.rmix.dvm.Order;
import io.rmix.dvm.protocol.CoreWith;
import io.rmix.dvm.protocol.Effect;
import io.rmix.dvm.protocol.Event;
import io.rmix.dvm.protocol.MemberCore;
import io.rmix.dvm.protocol.link.Control;
import io.rmix.dvm.protocol.steady.Delivery;
import java.util.SplittableRandom;

/** A member of the simulated ring: the core, an application that consumes at its own pace, and one that submits. */
final class SimMember {
    private static final long HEARTBEAT = 10_000_000;

    private final Scenario scenario;
    private final Timeline time;
    private final SplittableRandom random;
    private final Checker checker;
    private final SimMember[] ring;
    private final int self;
    private final MemberCore core;
    private final Faults faults;
    private final Endings endings;
    private final Spoiler spoiler;
    private final Delivery delivery = new Delivery();
    private final byte[] payload;
    private SimLink link;
    private int submitted;
    private int nextLength;
    private Order nextOrder = Order.ATOMIC;
    private boolean gathering;
    private boolean consuming;
    private boolean dead;
    private long told;
    private long consumed;

    SimMember(
            Scenario scenario,
            Timeline time,
            SplittableRandom random,
            Checker checker,
            SimMember[] ring,
            int self,
            MemberCore core,
            Faults faults) {
        this.scenario = scenario;
        this.time = time;
        this.random = random;
        this.checker = checker;
        this.ring = ring;
        this.self = self;
        this.core = core;
        this.faults = faults;
        this.spoiler = new Spoiler(CoreWith.steady(core).logs());
        this.endings = new Endings(checker, checker.broadcasts(), self);
        this.payload = new byte[scenario.shared().maxMessageBytes()];
    }

    void start(SimLink newLink) {
        link = newLink;
        link.connect();
        chooseNext();
        time.in(random.nextLong(HEARTBEAT), this::tick);
        time.in(random.nextLong(2_000_000), this::submit);
    }

    Identity identityTo(SimMember other) {
        return core.identityTo(other.self);
    }

    /** An event comes in. Most bursts are one event long; others gather what comes for a while. */
    void feed(Event event) {
        if (dead) {
            return;
        }
        core.handle(event);
        if (gathering) {
            return;
        }
        if (random.nextInt(4) > 0) {
            execute();
            return;
        }
        gathering = true;
        time.in(1 + random.nextLong(scenario.burst()), () -> {
            gathering = false;
            execute();
        });
    }

    void die() {
        dead = true;
    }

    boolean dead() {
        return dead;
    }

    /** What became of this member's broadcasts. */
    Endings endings() {
        return endings;
    }

    private void tick() {
        long late = random.nextInt(1000) < scenario.lateTicks()
                ? random.nextLong(30 * HEARTBEAT)
                : random.nextLong(100_000);
        feed(new Event.Tick(time.now()));
        time.in(HEARTBEAT + late, this::tick);
    }

    /** Submits until there is no room or a pause is due. */
    private void submit() {
        if (dead) {
            return;
        }
        if (endings.ended()) {
            long answer = core.submit(Order.ATOMIC, 0, payload, 0, 0);
            checker.require(answer == MemberCore.ENDED, "ending: submission answered with %s", answer);
            return;
        }
        boolean room = true;
        for (int burst = 1 + random.nextInt(8); burst > 0 && submitted < scenario.messages() && room; burst--) {
            room = submitOne();
        }
        execute();
        if (room && submitted < scenario.messages()) {
            time.in(random.nextLong(300_000), this::submit);
        }
    }

    private boolean submitOne() {
        for (int i = 0; i < nextLength; i++) {
            payload[i] = Broadcasts.payload(self, submitted + 1, i);
        }
        long clock = time.now() / 1_000_000;
        long sequence = core.submit(nextOrder, clock, payload, 0, nextLength);
        if (sequence == MemberCore.NO_ROOM) {
            return false;
        }
        checker.require(sequence == submitted + 1, "submission answered with %s", sequence);
        submitted++;
        checker.submitted(self, sequence, nextOrder, nextLength, clock);
        chooseNext();
        return true;
    }

    private void chooseNext() {
        int longest = scenario.shared().maxMessageBytes();
        nextLength = random.nextInt((scenario.smallPayloads() ? Math.min(12, longest) : longest) + 1);
        nextOrder = random.nextInt(100) < scenario.reliableShare() ? Order.RELIABLE : Order.ATOMIC;
    }

    private void execute() {
        if (dead) {
            return;
        }
        for (Effect effect : core.effects()) {
            endings.effect(effect);
            switch (effect.type()) {
                case SEND_FRAME -> link.send((Effect.SendFrame) effect);
                case SEND_CONTROL -> send((Effect.SendControl) effect);
                case DELIVER -> deliver((Effect.Deliver) effect);
                case COMPLETED -> endings.completed((Effect.Completed) effect);
                case FAILED -> endings.failed((Effect.Failed) effect);
                case WINDOW_OPENED -> time.in(random.nextLong(20_000), this::submit);
                case SUSPECTED -> suspected((Effect.Suspected) effect);
                case VIEW_ENDED -> endings.viewEnded();
                case REFUSED -> checker.require(false, "refused: %s", ((Effect.Refused) effect).reason());
            }
        }
        spoiler.spoil();
        endings.burst();
        checker.bounds(self);
    }

    private void suspected(Effect.Suspected effect) {
        checker.require(
                scenario.crash() >= 0
                        && ring[scenario.crash()].dead
                        && effect.member().equals(scenario.view().member(scenario.crash())),
                "accuracy: %s suspects %s: %s",
                checker.name(self),
                effect.member(),
                effect.reason());
    }

    private void send(Effect.SendControl effect) {
        int copies = random.nextInt(1000) < scenario.controlLoss() ? 0 : random.nextInt(50) == 0 ? 2 : 1;
        for (int i = 0; i < copies; i++) {
            SimMember target = ring[effect.target()];
            Control message = effect.message();
            long late = random.nextInt(1000) < scenario.controlLoss() ? random.nextLong(5 * HEARTBEAT) : 0;
            time.in(
                    1 + random.nextLong(scenario.delay()) + late,
                    () -> target.feed(new Event.ControlReceived(identityTo(target), message)));
        }
    }

    private void deliver(Effect.Deliver effect) {
        checker.require(effect.from() == told + 1, "deliveries are told in order: %s", effect.from());
        for (long number = effect.from(); number <= effect.to(); number++) {
            core.deliveries().read(number, delivery);
            checker.told(self, delivery);
            endings.delivered(delivery);
        }
        told = effect.to();
        if (!consuming) {
            consuming = true;
            planConsume();
        }
    }

    private void planConsume() {
        long pace = scenario.slow()[self];
        time.in(pace == 0 ? 1 + random.nextLong(5000) : 1 + random.nextLong(2 * pace), this::consume);
    }

    private void consume() {
        if (dead) {
            return;
        }
        long most = scenario.slow()[self] == 0 ? told : Math.min(told, consumed + 1);
        while (consumed < most) {
            consumed++;
            core.deliveries().read(consumed, delivery);
            checker.delivered(self, delivery);
        }
        consuming = consumed < told;
        if (consuming) {
            planConsume();
        }
        feed(new Event.Consumed(Math.min(told, consumed + faults.consumedAhead())));
    }
}
