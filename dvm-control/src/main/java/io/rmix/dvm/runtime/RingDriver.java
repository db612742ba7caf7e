package io.rmix.dvm.runtime;

import io.rmix.Endpoint;
import io.rmix.InvocationException.Code;
import io.rmix.RemoteRef;
import io.rmix.Rmix;
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
    private final Member self;
    private final Rmix rmix;
    private final NodeThreads threads;
    private final NodeLife life;
    private final Originated originated;
    private final AddressBook book;
    private final ControlLinks controls;
    private final WriteFloor writes;
    private final OnceLog refusals = new OnceLog(LOG);
    private @Nullable Parts parts;
    private volatile boolean knowsDvm;
    private CoreStatus last = new CoreStatus(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, LinkState.NONE, false, false);

    /** What it works with; there from {@link #attach} on. */
    private record Parts(
            ProtocolLoop loop,
            ApplyThread apply,
            StateTransfer transfer,
            SuccessorLink link,
            Ending ending,
            Runnable onView) {}

    RingDriver(
            NodeConfiguration configuration,
            Member self,
            Rmix rmix,
            NodeThreads threads,
            NodeLife life,
            Originated originated) {
        this.configuration = configuration;
        this.self = self;
        this.rmix = rmix;
        this.threads = threads;
        this.life = life;
        this.originated = originated;
        this.writes = new WriteFloor(configuration.shared().writeFloor());
        this.book = new AddressBook(configuration.members());
        this.controls = new ControlLinks(rmix, book, configuration.shared().suspicionTimeout(), threads.closing());
    }

    /**
     * What it belongs to. Before anything else.
     *
     * @param unusable told if a state that came cannot be taken over
     * @param onView told when a view is installed
     */
    void attach(ProtocolLoop loop, ApplyThread apply, Consumer<Throwable> unusable, Runnable onView) {
        Farewell farewell = new Farewell(configuration.shared(), self, controls, threads);
        parts = new Parts(
                loop,
                apply,
                new StateTransfer(loop, apply, threads.hashing(), controls, unusable),
                new SuccessorLink(configuration, rmix, book, threads, loop),
                new Ending(configuration.name(), life, originated, threads, loop, farewell),
                onView);
    }

    private Parts parts() {
        return Objects.requireNonNull(parts, "attached");
    }

    /** How this node's part in the DVM ends. */
    Ending ending() {
        return parts().ending();
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
        ProtocolLoop loop = parts().loop();
        loop.install(core);
        long heartbeat = configuration.shared().heartbeat().toNanos();
        // With a delay and not at a rate: a process that has slept does not make up for the ticks that it missed.
        threads.timer()
                .scheduleWithFixedDelay(() -> loop.execute(this::tick), heartbeat, heartbeat, TimeUnit.NANOSECONDS);
    }

    private void tick() {
        parts().loop().handle(new Event.Tick(System.nanoTime()));
        MemberCore core = parts().loop().core();
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
            case SEND_FRAME -> parts().link().send((Effect.SendFrame) effect);
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
            case DELIVER -> parts().apply().publish(((Effect.Deliver) effect).to());
            case VIEW_INSTALLED -> installed((Effect.ViewInstalled) effect);
            case STATE_CHANGED -> stateChanged((Effect.StateChanged) effect);
            case SUSPECTED ->
                life.suspected(((Effect.Suspected) effect).member(), ((Effect.Suspected) effect).reason());
            case TRUSTED -> life.trusted(((Effect.Trusted) effect).member());
            case REFUSED -> refusals.warn(configuration.name() + " refuses: " + ((Effect.Refused) effect).reason());
            case TAKE_SNAPSHOT -> parts().transfer().take(((TransferEffect.TakeSnapshot) effect).id());
            case SEND_CHUNK -> parts().transfer().send((TransferEffect.SendChunk) effect);
            case DROP_SNAPSHOT -> parts().transfer().drop(((TransferEffect.DropSnapshot) effect).id());
            case KEEP_CHUNK -> parts().transfer().keep((TransferEffect.KeepChunk) effect);
            case RESTORE -> parts().transfer().restore(((TransferEffect.Restore) effect).label());
            case DROP_DELIVERIES -> parts().apply().drop(((TransferEffect.DropDeliveries) effect).through());
            // Futures complete when the application is through with the delivery, which the apply thread knows; the
            // rest is the protocol loop's own.
            case COMPLETED, FAILED, WINDOW_OPENED -> {}
        }
    }

    /** Where a member serves something to the others; empty if nobody knows where. */
    Optional<RemoteRef> find(String member, String service, Class<?> type) {
        return book.find(member, service, type);
    }

    private void installed(Effect.ViewInstalled effect) {
        View view = effect.view();
        book.installed(view);
        originated.installed(view.number());
        parts().apply().install(view, effect.self(), effect.deliveries());
        if (view.number() == 1) {
            // Nothing was ever delivered: everybody holds that state.
            parts().apply().begin();
        }
        SuccessorLink link = parts().link();
        link.retire();
        link.connect(view, effect.self());
        life.installed(view);
        writes.installed(view, effect.self());
        parts().onView().run();
    }

    private void stateChanged(Effect.StateChanged effect) {
        String why = effect.reason().isEmpty() ? "" : configuration.name() + ": " + effect.reason();
        if (effect.state() == MemberState.LEFT) {
            parts().link().retire();
            ending().left(why);
        }
        if (effect.state() != MemberState.JOINING) {
            life.become(NodeState.of(effect.state()), why);
        }
    }

    @Override
    public String endReason() {
        return ending().reason();
    }

    @Override
    public String writesRefused() {
        return writes.refusal();
    }

    @Override
    public void failed(Collection<Submission> lost, Code code, Outcome outcome, String reason) {
        ending().failed(lost, code, outcome, reason);
    }

    @Override
    public void defect(Throwable cause) {
        LOG.error("{} finds itself wrong and takes part no more", configuration.name(), cause);
        ending().stop(configuration.name() + " found itself wrong: " + cause);
    }

    /** Whether all that was originated here is delivered here, so that everybody has it, and all that others wait for has gone out. */
    boolean isDrained(@Nullable MemberCore core) {
        CoreStatus now = core == null || life.state().isFinal() ? null : core.status();
        if (now == null) {
            return true;
        }
        return originated.isEmpty()
                && now.notDeliveredBytes() == 0
                && parts().link().isDrained(now);
    }

    /** Figures of the core; the last ones if there is none any more. */
    CoreStatus status(@Nullable MemberCore core) {
        CoreStatus now = core == null ? null : core.status();
        last = now == null ? last : now;
        return last;
    }

    /** The link to the successor, with the figures of the core that {@link #status} gave last; empty if there is none. */
    Optional<LinkStatus> linkStatus() {
        return parts().link().status(last);
    }
}
