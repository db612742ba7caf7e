package io.rmix.dvm.sim;

import io.rmix.dvm.MemberState;
import io.rmix.dvm.View;
import io.rmix.dvm.protocol.CoreStatus;
import io.rmix.dvm.protocol.CoreWith;
import io.rmix.dvm.protocol.Effect;
import io.rmix.dvm.protocol.MemberCore;
import io.rmix.dvm.protocol.TransferEffect;
import io.rmix.dvm.protocol.steady.Delivery;
import io.rmix.dvm.protocol.transfer.TransferControl;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Carries out what the core of a process wants, and has what that leads to: the view, what is checked in it, and the link to the successor. */
final class SimEffects {
    private final Scenario scenario;
    private final Timeline time;
    private final SplittableRandom random;
    private final Checker checker;
    private final Network network;
    private final Mishaps mishaps;
    private final SimProcess process;
    private final String name;
    private final MemberCore core;
    private final Faults faults;
    private final Tally tally;
    private final Probe probe;
    private @Nullable ViewChecker view;
    private @Nullable Endings endings;
    private @Nullable Spoiler spoiler;
    private @Nullable SimLink link;
    private MemberState state = MemberState.JOINING;
    private String reason = "";
    private int self;
    private long installedAt;

    /** @param random that of the process */
    SimEffects(
            Scenario scenario,
            Timeline time,
            SplittableRandom random,
            Checker checker,
            Network network,
            Mishaps mishaps,
            SimProcess process,
            Faults faults,
            Tally tally) {
        this.scenario = scenario;
        this.time = time;
        this.random = random;
        this.checker = checker;
        this.network = network;
        this.mishaps = mishaps;
        this.process = process;
        this.name = process.name();
        this.core = process.core();
        this.faults = faults;
        this.tally = tally;
        this.probe = new Probe(time, checker, network, name, tally);
    }

    MemberState state() {
        return state;
    }

    String reason() {
        return reason;
    }

    @Nullable ViewChecker view() {
        return view;
    }

    int self() {
        return self;
    }

    /** Of the view that it is in. */
    long installedAt() {
        return installedAt;
    }

    void moveLink() {
        if (link != null) {
            link.move();
        }
    }

    void closeLink() {
        if (link != null) {
            link.close();
        }
    }

    boolean isSettled() {
        return endings == null || endings.complete();
    }

    void forced() {
        if (view != null) {
            view.forced(self);
        }
    }

    void delivered(Delivery delivery) {
        if (endings != null) {
            endings.delivered(delivery);
        }
    }

    /**
     * Carries out a burst, and checks what it led to.
     *
     * @param look whether bounds are to be looked at
     * @return whether it was checked, which a process that died meanwhile, or is in no view, is not
     */
    boolean execute(boolean look) {
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
        if (process.isDead() || spoiler == null || endings == null || view == null) {
            return false;
        }
        spoiler.spoil();
        endings.burst();
        CoreStatus status = look && state != MemberState.LEFT ? core.status() : null;
        if (status != null) {
            view.bounds().check(self, status);
            probe.look(core);
        }
        return true;
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
        if (process.isDead()) {
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
                if (!mishaps.dies(name, send.identity().target(), send.message())) {
                    network.send(process, send.identity(), send.message());
                }
            }
            case ASK_CONTACTS -> {
                Effect.AskContacts ask = (Effect.AskContacts) effect;
                network.ask(process, ask.identity(), ask.message());
            }
            case DELIVER -> process.application().deliver((Effect.Deliver) effect, ending);
            case COMPLETED -> completed((Effect.Completed) effect);
            case FAILED -> {
                if (endings != null) {
                    endings.failed((Effect.Failed) effect);
                }
            }
            case WINDOW_OPENED -> process.submitter().plan(20_000);
            case VIEW_INSTALLED -> installed((Effect.ViewInstalled) effect);
            case STATE_CHANGED -> stateChanged((Effect.StateChanged) effect);
            case TAKE_SNAPSHOT -> process.application().takeSnapshot(((TransferEffect.TakeSnapshot) effect).id());
            case SEND_CHUNK -> {
                TransferEffect.SendChunk send = (TransferEffect.SendChunk) effect;
                TransferControl.Chunk chunk = process.application().chunk(send);
                if (!mishaps.dies(name, send.identity().target(), chunk)) {
                    network.send(process, send.identity(), chunk);
                }
            }
            case DROP_SNAPSHOT -> process.application().dropSnapshot(((TransferEffect.DropSnapshot) effect).id());
            case KEEP_CHUNK -> process.application().keep((TransferEffect.KeepChunk) effect);
            case RESTORE -> process.application().restore(((TransferEffect.Restore) effect).label());
            case DROP_DELIVERIES -> process.application().drop(((TransferEffect.DropDeliveries) effect).through());
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
        process.application().installed(view, self, effect.deliveries());
        if (next.size() > 1) {
            link = new SimLink(
                    scenario,
                    time,
                    random.split(),
                    checker,
                    network,
                    process,
                    core.identityToSuccessor(),
                    faults,
                    tally);
            SimLink made = link;
            time.in(random.nextLong(1_000_000), made::connect);
        }
    }
}
