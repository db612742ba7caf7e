package io.rmix.dvm.sim;

import io.rmix.dvm.Lineage;
import io.rmix.dvm.MemberState;
import io.rmix.dvm.protocol.CoreStatus;
import io.rmix.dvm.protocol.Event;
import io.rmix.dvm.protocol.MemberCore;
import io.rmix.dvm.protocol.steady.Delivery;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A process: the core, an application that consumes at its own pace, and one that broadcasts. */
final class SimProcess {
    private final Scenario scenario;
    private final Timeline time;
    private final SplittableRandom random;
    private final String name;
    private final MemberCore core;
    private final SimApplication application;
    private final Submitter submitter;
    private final SimEffects effects;
    private final Tally tally;
    private boolean gathering;
    /** Something came in since the bounds were looked at that may have made anything grow. */
    private boolean grown;

    private boolean dead;
    private boolean leaving;
    private long asleepUntil;

    SimProcess(
            Scenario scenario,
            Timeline time,
            SplittableRandom random,
            Checker checker,
            Network network,
            Mishaps mishaps,
            String name,
            MemberCore core,
            boolean holdsState,
            Faults faults,
            Tally tally) {
        this.scenario = scenario;
        this.time = time;
        this.random = random;
        this.name = name;
        this.core = core;
        this.tally = tally;
        this.application = new SimApplication(scenario, time, random.split(), checker, this, holdsState, faults, tally);
        this.submitter = new Submitter(scenario, time, random.split(), checker, mishaps, this);
        this.effects = new SimEffects(scenario, time, random, checker, network, mishaps, this, faults, tally);
    }

    void start() {
        execute(true);
        time.in(random.nextLong(scenario.heartbeat()), this::tick);
        submitter.plan(2_000_000);
    }

    String name() {
        return name;
    }

    MemberState state() {
        return effects.state();
    }

    String reason() {
        return effects.reason();
    }

    SimApplication application() {
        return application;
    }

    @Nullable ViewChecker view() {
        return effects.view();
    }

    MemberCore core() {
        return core;
    }

    int self() {
        return effects.self();
    }

    Submitter submitter() {
        return submitter;
    }

    int submitted() {
        return submitter.submitted();
    }

    /** Whether its view is on its way out, or has just begun. */
    boolean isChanging() {
        CoreStatus status = core.status();
        return status != null && status.frozen() || time.now() - effects.installedAt() < 50_000_000;
    }

    /** Its link goes on over another connection. */
    void moveLink() {
        effects.moveLink();
    }

    /** Whether every own broadcast has an outcome. */
    boolean isSettled() {
        return effects.isSettled();
    }

    /** An event comes in. Most bursts are one event long; others gather what comes for a while. */
    void feed(Event event) {
        feed(event, () -> true);
    }

    /** As long as it is of use when a process that sleeps wakes up: what a link of an earlier view says is not. */
    void feed(Event event, BooleanSupplier valid) {
        if (dead) {
            return;
        }
        if (time.now() < asleepUntil) {
            time.in(asleepUntil - time.now(), () -> feed(event, valid));
            return;
        }
        if (!valid.getAsBoolean()) {
            return;
        }
        core.handle(event);
        grown |= event.type() != Event.Type.TICK && event.type() != Event.Type.LINK_READY;
        if (gathering) {
            return;
        }
        if (random.nextInt(4) > 0) {
            execute(grown);
            return;
        }
        gathering = true;
        time.in(1 + random.nextLong(scenario.burst()), () -> {
            gathering = false;
            execute(grown);
        });
    }

    void die() {
        dead = true;
        effects.closeLink();
    }

    boolean isDead() {
        return dead;
    }

    /** Does nothing for a while, as a stopped process; what arrives waits. */
    void sleep(long nanos) {
        asleepUntil = time.now() + nanos;
    }

    boolean isAsleep() {
        return time.now() < asleepUntil;
    }

    /** From now on it wants to leave. */
    void leave() {
        leaving = true;
        feed(new Event.Leave());
    }

    /** An operator makes it go on alone. */
    void force(Lineage lineage) {
        effects.forced();
        feed(new Event.ForceView(lineage));
    }

    boolean isLeaving() {
        return leaving;
    }

    private void tick() {
        if (dead) {
            return;
        }
        long late = random.nextLong(100_000);
        if (random.nextInt(1000) < scenario.lateTicks()) {
            tally.hit(Hit.TICK_LATE);
            late = random.nextLong(300_000_000);
        }
        feed(new Event.Tick(Math.max(time.now(), asleepUntil)));
        time.in(Math.max(0, asleepUntil - time.now()) + scenario.heartbeat() + late, this::tick);
    }

    /** @param look whether bounds are to be looked at */
    void execute(boolean look) {
        if (!dead && effects.execute(look)) {
            grown = false;
        }
    }

    void endings(Delivery delivery) {
        effects.delivered(delivery);
    }
}
