package io.rmix.dvm.sim;

import io.rmix.dvm.Lineage;
import io.rmix.dvm.MemberState;
import io.rmix.dvm.View;
import io.rmix.dvm.protocol.CoreStatus;
import io.rmix.dvm.protocol.CoreWith;
import io.rmix.dvm.protocol.Effect;
import io.rmix.dvm.protocol.Event;
import io.rmix.dvm.protocol.MemberCore;
import io.rmix.dvm.protocol.TransferEffect;
import io.rmix.dvm.protocol.steady.Delivery;
import io.rmix.dvm.protocol.transfer.TransferControl;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A process: the core, an application that consumes at its own pace, and one that broadcasts. */
final class SimProcess {
    private final Scenario scenario;
    private final Timeline time;
    private final SplittableRandom random;
    private final Checker checker;
    private final Network network;
    private final Mishaps mishaps;
    private final String name;
    private final MemberCore core;
    private final Faults faults;
    private final SimApplication application;
    private final Submitter submitter;
    private final Probe probe;
    private final Tally tally;
    private @Nullable ViewChecker view;
    private @Nullable Endings endings;
    private @Nullable Spoiler spoiler;
    private @Nullable SimLink link;
    private MemberState state = MemberState.JOINING;
    private String reason = "";
    private int self;
    private boolean gathering;
    /** Something came in since the bounds were looked at that may have made anything grow. */
    private boolean grown;

    private boolean dead;
    private boolean leaving;
    private long asleepUntil;
    private long installedAt;

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
        this.checker = checker;
        this.network = network;
        this.mishaps = mishaps;
        this.name = name;
        this.core = core;
        this.faults = faults;
        this.tally = tally;
        this.application = new SimApplication(scenario, time, random.split(), checker, this, holdsState, faults, tally);
        this.probe = new Probe(time, checker, network, name, tally);
        this.submitter = new Submitter(scenario, time, random.split(), checker, mishaps, this);
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
        return state;
    }

    String reason() {
        return reason;
    }

    SimApplication application() {
        return application;
    }

    @Nullable ViewChecker view() {
        return view;
    }

    MemberCore core() {
        return core;
    }

    int self() {
        return self;
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
        return status != null && status.frozen() || time.now() - installedAt < 50_000_000;
    }

    /** Its link goes on over another connection. */
    void moveLink() {
        if (link != null) {
            link.move();
        }
    }

    /** Whether every own broadcast has an outcome. */
    boolean isSettled() {
        return endings == null || endings.complete();
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
        if (link != null) {
            link.close();
        }
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
        if (view != null) {
            view.forced(self);
        }
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
        if (dead) {
            return;
        }
        List<Effect> effects = core.effects();
        boolean ending = endsView(effects);
        for (int i = 0; i < effects.size(); i++) {
            Effect effect = effects.get(i);
            if (Simulation.TRACE) {
                probe.trace(effect);
            }
            if (endings != null) {
                endings.effect(effect);
            }
            ending &= effect.type() != Effect.Type.VIEW_INSTALLED;
            execute(effect, ending);
        }
        if (!dead && spoiler != null && endings != null && view != null) {
            spoiler.spoil();
            endings.burst();
            grown = false;
            CoreStatus status = look && state != MemberState.LEFT ? core.status() : null;
            if (status != null) {
                view.bounds().check(self, status);
                probe.look(core);
            }
        }
    }

    private static boolean endsView(List<Effect> effects) {
        for (int i = 0; i < effects.size(); i++) {
            if (effects.get(i).type() == Effect.Type.VIEW_INSTALLED) {
                return true;
            }
        }
        return false;
    }

    private void execute(Effect effect, boolean ending) {
        if (dead) {
            return;
        }
        switch (effect.type()) {
            case SEND_FRAME -> {
                if (link != null) {
                    link.send((Effect.SendFrame) effect);
                }
            }
            case SEND_CONTROL -> {
                Effect.SendControl send = (Effect.SendControl) effect;
                if (!mishaps.dies(name, send.message())) {
                    network.send(this, send.identity(), send.message());
                }
            }
            case ASK_CONTACTS -> {
                Effect.AskContacts ask = (Effect.AskContacts) effect;
                network.ask(this, ask.identity(), ask.message());
            }
            case DELIVER -> application.deliver((Effect.Deliver) effect, ending);
            case COMPLETED -> completed((Effect.Completed) effect);
            case FAILED -> {
                if (endings != null) {
                    endings.failed((Effect.Failed) effect);
                }
            }
            case WINDOW_OPENED -> submitter.plan(20_000);
            case VIEW_INSTALLED -> installed((Effect.ViewInstalled) effect);
            case STATE_CHANGED -> stateChanged((Effect.StateChanged) effect);
            case TAKE_SNAPSHOT -> application.takeSnapshot(((TransferEffect.TakeSnapshot) effect).id());
            case SEND_CHUNK -> {
                TransferEffect.SendChunk send = (TransferEffect.SendChunk) effect;
                TransferControl.Chunk chunk = application.chunk(send);
                if (!mishaps.dies(name, chunk)) {
                    network.send(this, send.identity(), chunk);
                }
            }
            case DROP_SNAPSHOT -> application.dropSnapshot(((TransferEffect.DropSnapshot) effect).id());
            case KEEP_CHUNK -> application.keep((TransferEffect.KeepChunk) effect);
            case RESTORE -> application.restore(((TransferEffect.Restore) effect).label());
            case DROP_DELIVERIES -> application.drop(((TransferEffect.DropDeliveries) effect).through());
            case REACH, SUSPECTED, TRUSTED -> {}
            case REFUSED ->
                checker.require(mishaps.mayRefuse(), "refused by %s: %s", name, ((Effect.Refused) effect).reason());
        }
    }

    private void stateChanged(Effect.StateChanged effect) {
        state = effect.state();
        reason = effect.reason();
        if (state == MemberState.ISOLATED || state == MemberState.NEEDS_OPERATOR) {
            tally.hit(state == MemberState.ISOLATED ? Hit.ISOLATED : Hit.NEEDS_OPERATOR);
        }
        if (state == MemberState.LEFT && endings != null) {
            endings.left();
        }
    }

    private void completed(Effect.Completed effect) {
        if (endings != null && view != null) {
            endings.completed(effect);
            view.completed(self, effect.order(), effect.through());
            checker.completed();
        }
    }

    private void installed(Effect.ViewInstalled effect) {
        View next = effect.view();
        if (endings != null) {
            checker.require(endings.complete(), "completion: %s leaves a view with broadcasts that have none", name);
        }
        if (link != null) {
            link.close();
            link = null;
        }
        self = effect.self();
        installedAt = time.now();
        if (next.size() == 1) {
            tally.hit(Hit.VIEW_OF_ONE);
        }
        view = checker.installed(next);
        view.installed(self, CoreWith.steady(core));
        endings = new Endings(checker, view.broadcasts(), self, name);
        spoiler = new Spoiler(CoreWith.steady(core).logs());
        application.installed(view, self, effect.deliveries());
        if (next.size() > 1) {
            link = new SimLink(
                    scenario, time, random.split(), checker, network, this, core.identityToSuccessor(), faults, tally);
            SimLink made = link;
            time.in(random.nextLong(1_000_000), made::connect);
        }
    }

    void endings(Delivery delivery) {
        if (endings != null) {
            endings.delivered(delivery);
        }
    }
}
