package io.rmix.dvm.runtime;

import io.rmix.Endpoint;
import io.rmix.InvocationException.Code;
import io.rmix.RemoteRef;
import io.rmix.Rmix;
import io.rmix.dvm.Identity;
import io.rmix.dvm.Member;
import io.rmix.dvm.MemberState;
import io.rmix.dvm.Outcome;
import io.rmix.dvm.View;
import io.rmix.dvm.protocol.CoreStatus;
import io.rmix.dvm.protocol.Effect;
import io.rmix.dvm.protocol.Event;
import io.rmix.dvm.protocol.MemberCore;
import io.rmix.dvm.protocol.TransferEffect;
import io.rmix.dvm.protocol.link.LinkState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Executes the core's effects: frames to the ring link, control messages to the others, deliveries and views to the apply thread, outcomes to the completion
 * thread.
 *
 * <p><b>Threads.</b> The protocol loop.
 */
final class RingDriver implements ProtocolLoop.Host {
    private static final Logger LOG = LoggerFactory.getLogger(RingDriver.class);

    private final NodeConfiguration configuration;
    private final Rmix rmix;
    private final NodeThreads threads;
    private final NodeLife life;
    private final Originated originated;
    private final AddressBook book;
    private final ControlLinks controls;
    private final WriteFloor writes;
    private final Farewell farewell;
    private final OnceLog refusals = new OnceLog(LOG);
    private @Nullable ProtocolLoop protocol;
    private @Nullable ApplyThread apply;
    private @Nullable StateTransfer transfer;
    private @Nullable RingLink link;
    private @Nullable Member successor;
    private Runnable onView = () -> {};
    private volatile boolean knowsDvm;
    private volatile boolean leaving;
    private String endReason = "";
    private CoreStatus last = new CoreStatus(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, LinkState.NONE, false, false);

    RingDriver(
            NodeConfiguration configuration,
            Member self,
            Rmix rmix,
            NodeThreads threads,
            NodeLife life,
            Originated originated) {
        this.configuration = configuration;
        this.rmix = rmix;
        this.threads = threads;
        this.life = life;
        this.originated = originated;
        this.writes = new WriteFloor(configuration.shared().writeFloor());
        this.book = new AddressBook(configuration.members());
        this.controls = new ControlLinks(rmix, book, configuration.shared().suspicionTimeout(), threads.closing());
        this.farewell = new Farewell(configuration.shared(), self, controls, threads);
    }

    /**
     * What it belongs to. Before anything else.
     *
     * @param unusable told if a state that came cannot be taken over
     * @param newOnView told when a view is installed
     */
    void attach(ProtocolLoop newProtocol, ApplyThread newApply, Consumer<Throwable> unusable, Runnable newOnView) {
        onView = newOnView;
        protocol = newProtocol;
        apply = newApply;
        transfer = new StateTransfer(newProtocol, newApply, threads.hashing(), controls, unusable);
    }

    /** Where a member is reached; empty if nobody knows. */
    List<Endpoint> endpoints(String member) {
        return book.endpoints(member);
    }

    /** A member of a DVM was found, to be asked from now on. */
    void reached(Member member, List<String> endpoints) {
        book.reach(member, endpoints);
        controls.contact(member.name());
    }

    /** It is not to be asked any more. */
    void lost(String member) {
        controls.lost(member);
    }

    /** Whether a member of a view has answered, so that no DVM is to be founded. Any thread. */
    boolean knowsDvm() {
        return knowsDvm;
    }

    /** Starts a core, and time for it. */
    void begin(MemberCore core) {
        ProtocolLoop loop = loop();
        loop.install(core);
        long heartbeat = configuration.shared().heartbeat().toNanos();
        // With a delay and not at a rate: a process that has slept does not make up for the ticks that it missed.
        threads.timer()
                .scheduleWithFixedDelay(() -> loop.execute(this::tick), heartbeat, heartbeat, TimeUnit.NANOSECONDS);
    }

    private void tick() {
        loop().handle(new Event.Tick(System.nanoTime()));
        MemberCore core = loop().core();
        status(core);
        life.look(core == null ? List.of() : core.suspicions(), linkStatus());
        knowsDvm = core != null && core.knowsDvm();
        if (knowsDvm && life.state() == NodeState.FORMING) {
            life.become(NodeState.JOINING, "");
        }
    }

    @Override
    public void execute(Effect effect) {
        switch (effect.type()) {
            case SEND_FRAME -> ring().send((Effect.SendFrame) effect);
            case SEND_CONTROL -> {
                Effect.SendControl send = (Effect.SendControl) effect;
                controls.send(send.identity(), send.message());
            }
            case ASK_CONTACTS -> {
                Effect.AskContacts ask = (Effect.AskContacts) effect;
                controls.ask(ask.identity(), ask.message());
            }
            case REACH -> {
                Effect.Reach reach = (Effect.Reach) effect;
                book.reach(reach.member(), reach.endpoints());
            }
            case DELIVER -> applyThread().publish(((Effect.Deliver) effect).to());
            case VIEW_INSTALLED -> installed((Effect.ViewInstalled) effect);
            case STATE_CHANGED -> stateChanged((Effect.StateChanged) effect);
            case SUSPECTED ->
                life.suspected(((Effect.Suspected) effect).member(), ((Effect.Suspected) effect).reason());
            case TRUSTED -> life.trusted(((Effect.Trusted) effect).member());
            case REFUSED -> refusals.warn(configuration.name() + " refuses: " + ((Effect.Refused) effect).reason());
            case TAKE_SNAPSHOT -> transfer().take(((TransferEffect.TakeSnapshot) effect).id());
            case SEND_CHUNK -> transfer().send((TransferEffect.SendChunk) effect);
            case DROP_SNAPSHOT -> transfer().drop(((TransferEffect.DropSnapshot) effect).id());
            case KEEP_CHUNK -> transfer().keep((TransferEffect.KeepChunk) effect);
            case RESTORE -> transfer().restore(((TransferEffect.Restore) effect).label());
            case DROP_DELIVERIES -> applyThread().drop(((TransferEffect.DropDeliveries) effect).through());
            // Futures complete when the application is through with the delivery, which the apply thread knows; the
            // rest is the protocol loop's own.
            case COMPLETED, FAILED, WINDOW_OPENED -> {}
        }
    }

    /** Where a member serves something to the others; empty if nobody knows where. */
    Optional<RemoteRef> find(String member, String service, Class<?> type) {
        return book.find(member, service, type);
    }

    private RingLink ring() {
        if (link == null) {
            throw new IllegalStateException("a frame in a view without a link");
        }
        return link;
    }

    private ProtocolLoop loop() {
        return Objects.requireNonNull(protocol, "attached");
    }

    private StateTransfer transfer() {
        return Objects.requireNonNull(transfer, "attached");
    }

    private ApplyThread applyThread() {
        return Objects.requireNonNull(apply, "attached");
    }

    private void installed(Effect.ViewInstalled effect) {
        View view = effect.view();
        book.installed(view);
        originated.installed(view.number());
        applyThread().install(view, effect.self(), effect.deliveries());
        if (view.number() == 1) {
            // Nothing was ever delivered: everybody holds that state.
            applyThread().begin();
        }
        retireLink();
        if (view.size() > 1) {
            connect(view, effect.self());
        }
        life.installed(view);
        writes.installed(view, effect.self());
        onView.run();
    }

    /** A link for the view. It comes up in the next burst: the core cannot be told anything while its effects are executed. */
    private void connect(View view, int self) {
        Member next = view.member(view.successor(self));
        successor = next;
        ProtocolLoop loop = loop();
        RemoteRef ref = book.find(next.name(), Ports.RING, RingService.class).orElse(null);
        if (ref == null) {
            LOG.error("{}: no link to {}: its addresses are not known", configuration.name(), next);
            return;
        }
        try {
            RingLink made = new RingLink(
                    rmix,
                    ref,
                    Identity.of(configuration.shared(), view, view.member(self), next),
                    configuration.limits().framesInFlight(),
                    loop::execute,
                    threads.timer(),
                    loop::handle);
            link = made;
            loop.execute(made::up);
        } catch (IllegalArgumentException | IllegalStateException e) {
            LOG.error("{}: no link to {}: {}", configuration.name(), next, e.getMessage());
        }
    }

    private void retireLink() {
        RingLink old = link;
        if (old != null) {
            old.retire();
            threads.closing().execute(old::close);
        }
        link = null;
        successor = null;
    }

    private void stateChanged(Effect.StateChanged effect) {
        String why = effect.reason().isEmpty() ? "" : configuration.name() + ": " + effect.reason();
        if (effect.state() == MemberState.LEFT) {
            endReason(why);
            retireLink();
            farewell.stop();
            leaving = false;
        }
        if (effect.state() != MemberState.JOINING) {
            life.become(NodeState.of(effect.state()), why);
        }
    }

    @Override
    public String endReason() {
        return endReason.isEmpty() ? configuration.name() + " is closed" : endReason;
    }

    /** From now on this is why. */
    void endReason(String reason) {
        endReason = endReason.isEmpty() ? reason : endReason;
    }

    @Override
    public String writesRefused() {
        return writes.refusal();
    }

    @Override
    public void failed(Collection<Submission> lost, Code code, Outcome outcome, String reason) {
        if (lost.isEmpty()) {
            return;
        }
        List<Runnable> tasks = new ArrayList<>();
        for (Submission each : lost) {
            tasks.add(() -> each.failed(new SubmissionException(code, outcome, reason)));
        }
        threads.complete(tasks);
    }

    @Override
    public void defect(Throwable cause) {
        LOG.error("{} finds itself wrong and takes part no more", configuration.name(), cause);
        stop(configuration.name() + " found itself wrong: " + cause);
    }

    /** The application cannot go on: fails what was originated and what waits, and leaves; until then the core does its part for the others. */
    void leaveFailed(String reason) {
        View view = life.view().orElse(null);
        if (view == null || life.state().isFinal()) {
            stop(reason);
            return;
        }
        leaving = true;
        fail(reason);
        loop().handle(new Event.Leave());
        farewell.say(view, endReason(), true, loop());
    }

    /** Whether it has failed and the others do not yet go on without it. Any thread. */
    boolean isLeavingFailed() {
        return leaving;
    }

    /** Takes part no more: fails what was originated and what waits, and tells the others. */
    void stop(String reason) {
        boolean inView = !life.state().isFinal();
        loop().retire();
        fail(reason);
        if (inView) {
            life.view().ifPresent(view -> farewell.say(view, endReason(), false, loop()));
        }
    }

    private void fail(String reason) {
        endReason(reason);
        life.become(NodeState.FAILED, endReason());
        loop().refuseAll(endReason());
        failOriginated();
    }

    /** Fails what will not be delivered any more. */
    void failOriginated() {
        failed(originated.giveUp(), Code.CLOSED, Outcome.UNKNOWN, endReason());
    }

    /** Whether all that was originated here is done, and all that others wait for has gone out. */
    boolean isDrained(@Nullable MemberCore core) {
        CoreStatus now = core == null || life.state().isFinal() ? null : core.status();
        if (now == null) {
            return true;
        }
        return originated.isEmpty()
                && now.notDoneBytes() == 0
                && now.notDeliveredBytes() == 0
                && (link == null || (now.unsentBytes() == 0 && link.isSettled()));
    }

    /** Figures of the core; the last ones if there is none any more. */
    CoreStatus status(@Nullable MemberCore core) {
        CoreStatus now = core == null ? null : core.status();
        last = now == null ? last : now;
        return last;
    }

    Optional<LinkStatus> linkStatus() {
        if (link == null || successor == null) {
            return Optional.empty();
        }
        return Optional.of(new LinkStatus(
                successor.name(),
                link.endpoint().scheme(),
                link.endpoint().address(),
                last.link().name(),
                last.framesSent(),
                link.bytes(),
                last.pulls(),
                link.breaks(),
                last.sentBytes(),
                last.acknowledgedBytes(),
                link.underWay()));
    }
}
