package io.rmix.dvm.sim;

import io.rmix.dvm.MemberState;
import io.rmix.dvm.Order;
import io.rmix.dvm.View;
import io.rmix.dvm.protocol.CoreStatus;
import io.rmix.dvm.protocol.CoreWith;
import io.rmix.dvm.protocol.Effect;
import io.rmix.dvm.protocol.Event;
import io.rmix.dvm.protocol.MemberCore;
import io.rmix.dvm.protocol.steady.Delivery;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A process: the core, an application that consumes at its own pace, and one that submits. */
final class SimProcess {
    static final long HEARTBEAT = 10_000_000;

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
    private final byte[] payload;
    private @Nullable ViewChecker view;
    private @Nullable Endings endings;
    private @Nullable Spoiler spoiler;
    private @Nullable SimLink link;
    private MemberState state = MemberState.JOINING;
    private String reason = "";
    private int self;
    private int submitted;
    private int nextLength;
    private Order nextOrder = Order.ATOMIC;
    private boolean gathering;
    private boolean submitting;
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
            Faults faults) {
        this.scenario = scenario;
        this.time = time;
        this.random = random;
        this.checker = checker;
        this.network = network;
        this.mishaps = mishaps;
        this.name = name;
        this.core = core;
        this.faults = faults;
        this.application = new SimApplication(scenario, time, random.split(), checker, this, holdsState, faults);
        this.payload = new byte[scenario.shared().maxMessageBytes()];
    }

    void start() {
        chooseNext();
        execute();
        time.in(random.nextLong(HEARTBEAT), this::tick);
        planSubmit(2_000_000);
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

    int submitted() {
        return submitted;
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

    boolean isLeaving() {
        return leaving;
    }

    private void tick() {
        if (dead) {
            return;
        }
        long late = random.nextInt(1000) < scenario.lateTicks()
                ? random.nextLong(30 * HEARTBEAT)
                : random.nextLong(100_000);
        feed(new Event.Tick(Math.max(time.now(), asleepUntil)));
        time.in(Math.max(0, asleepUntil - time.now()) + HEARTBEAT + late, this::tick);
    }

    private void planSubmit(long within) {
        if (!submitting) {
            submitting = true;
            time.in(random.nextLong(within), () -> {
                submitting = false;
                submit();
            });
        }
    }

    /** Submits until there is no room or a pause is due. */
    private void submit() {
        if (dead) {
            return;
        }
        if (state == MemberState.LEFT) {
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
            planSubmit(scenario.pause());
        }
    }

    private boolean submitOne() {
        long next = view == null ? 1 : view.broadcasts().count(self) + 1L;
        for (int i = 0; i < nextLength; i++) {
            payload[i] = Broadcasts.payload(self, next, i);
        }
        long clock = time.now() / 1_000_000;
        long sequence = core.submit(nextOrder, clock, payload, 0, nextLength);
        if (sequence == MemberCore.NO_ROOM || sequence == MemberCore.ENDED) {
            return false;
        }
        if (view == null) {
            throw checker.failure("submission: %s took one before it was in a view", name);
        }
        submitted++;
        view.submitted(self, sequence, nextOrder, nextLength, clock);
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
        List<Effect> effects = core.effects();
        boolean ending = effects.stream().anyMatch(each -> each.type() == Effect.Type.VIEW_INSTALLED);
        for (Effect effect : effects) {
            if (Boolean.getBoolean("sim.trace")
                    && (effect.type() == Effect.Type.STATE_CHANGED
                            || effect.type() == Effect.Type.VIEW_INSTALLED
                            || effect.type() == Effect.Type.SUSPECTED)) {
                System.out.printf(
                        "%d ms %s %s%n",
                        time.now() / 1000000,
                        name,
                        effect.toString()
                                .replaceAll("ballot=.*?members", "members")
                                .replaceAll(", endpoints=[^,]*|deliveries.*|Member|member|\\[", ""));
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
            CoreStatus status = core.status();
            if (status != null && state != MemberState.LEFT) {
                view.bounds().check(self, status);
            }
        }
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
                if (mishaps.dies(name, send.message())) {
                    return;
                }
                network.send(this, send.identity(), send.message());
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
            case WINDOW_OPENED -> planSubmit(20_000);
            case VIEW_INSTALLED -> installed((Effect.ViewInstalled) effect);
            case STATE_CHANGED -> {
                state = ((Effect.StateChanged) effect).state();
                reason = ((Effect.StateChanged) effect).reason();
                if (state == MemberState.LEFT && endings != null) {
                    endings.left();
                }
            }
            case TAKE_SNAPSHOT -> application.takeSnapshot(((Effect.TakeSnapshot) effect).id());
            case SEND_CHUNK -> {
                Effect.SendChunk send = (Effect.SendChunk) effect;
                network.send(this, send.identity(), application.chunk(send));
            }
            case DROP_SNAPSHOT -> application.dropSnapshot(((Effect.DropSnapshot) effect).id());
            case KEEP_CHUNK -> application.keep((Effect.KeepChunk) effect);
            case RESTORE -> application.restore(((Effect.Restore) effect).label());
            case DROP_DELIVERIES -> application.drop(((Effect.DropDeliveries) effect).through());
            case REACH, SUSPECTED -> {}
            case REFUSED ->
                checker.require(scenario.foreign(), "refused by %s: %s", name, ((Effect.Refused) effect).reason());
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
        view = checker.installed(next);
        view.installed(self, CoreWith.steady(core));
        endings = new Endings(checker, view.broadcasts(), self, name);
        spoiler = new Spoiler(CoreWith.steady(core).logs());
        application.installed(view, self, effect.deliveries());
        if (next.size() > 1) {
            link = new SimLink(
                    scenario, time, random.split(), checker, network, this, core.identityToSuccessor(), faults);
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
