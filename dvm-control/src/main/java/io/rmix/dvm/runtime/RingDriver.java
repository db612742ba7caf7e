package io.rmix.dvm.runtime;

import io.rmix.Endpoint;
import io.rmix.InvocationException.Code;
import io.rmix.Rmix;
import io.rmix.dvm.Member;
import io.rmix.dvm.Outcome;
import io.rmix.dvm.View;
import io.rmix.dvm.protocol.CoreStatus;
import io.rmix.dvm.protocol.Effect;
import io.rmix.dvm.protocol.Event;
import io.rmix.dvm.protocol.MemberCore;
import io.rmix.dvm.protocol.link.Control;
import io.rmix.dvm.protocol.link.LinkState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Executes the core's effects: frames to the ring link, control messages to the others, deliveries to the apply thread, outcomes to the completion
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
    private final OnceLog refusals = new OnceLog(LOG);
    private @Nullable ProtocolLoop protocol;
    private @Nullable ApplyThread apply;
    private @Nullable RingLink link;
    private @Nullable ControlLinks controls;
    private @Nullable View view;
    private String endReason = "";
    private CoreStatus last = new CoreStatus(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, LinkState.NONE, false, false);

    RingDriver(NodeConfiguration configuration, Rmix rmix, NodeThreads threads, NodeLife life, Originated originated) {
        this.configuration = configuration;
        this.rmix = rmix;
        this.threads = threads;
        this.life = life;
        this.originated = originated;
    }

    /** Starts the core of a view, and time for it. */
    void install(
            View installed, ProtocolLoop newProtocol, ApplyThread newApply, Function<MemberCore, Applier> applier) {
        int self = configuration.indexOf(configuration.name());
        MemberCore core =
                new MemberCore(configuration.shared(), configuration.local(), installed, self, System.nanoTime());
        protocol = newProtocol;
        apply = newApply;
        view = installed;
        newApply.install(applier.apply(core));
        newProtocol.install(core);
        controls = new ControlLinks(
                rmix, endpoints(), core::identityTo, configuration.shared().suspicionTimeout());
        if (installed.size() > 1) {
            MemberAddress successor = configuration.members().get(installed.successor(self));
            RingLink newLink = new RingLink(
                    rmix,
                    successor,
                    core.identityTo(installed.successor(self)),
                    configuration.limits().framesInFlight(),
                    newProtocol::execute,
                    threads.timer(),
                    newProtocol::handle);
            link = newLink;
            newLink.up();
        }
        long heartbeat = configuration.shared().heartbeat().toNanos();
        threads.timer()
                .scheduleAtFixedRate(
                        () -> newProtocol.execute(() -> newProtocol.handle(new Event.Tick(System.nanoTime()))),
                        heartbeat,
                        heartbeat,
                        TimeUnit.NANOSECONDS);
        life.installed(installed);
    }

    /** Where each member is told something: the successor over the provider of the link. */
    private List<Endpoint> endpoints() {
        List<Endpoint> endpoints = new ArrayList<>();
        for (MemberAddress each : configuration.members()) {
            endpoints.add(configuration.linkTo(each));
        }
        return endpoints;
    }

    @Override
    public void execute(Effect effect) {
        switch (effect.type()) {
            case SEND_FRAME -> ring().send((Effect.SendFrame) effect);
            case SEND_CONTROL -> {
                Effect.SendControl send = (Effect.SendControl) effect;
                control(send.target(), send.message());
            }
            case DELIVER -> applyThread().publish(((Effect.Deliver) effect).to());
            case SUSPECTED -> suspected((Effect.Suspected) effect);
            case VIEW_ENDED -> ended(((Effect.ViewEnded) effect).reason());
            case REFUSED -> refusals.warn(configuration.name() + " refuses: " + ((Effect.Refused) effect).reason());
            // Futures complete when the application is through with the delivery, which the apply thread knows; the
            // rest is the protocol loop's own.
            case COMPLETED, FAILED, WINDOW_OPENED -> {}
        }
    }

    private void control(int target, Control message) {
        if (controls != null) {
            controls.send(target, message);
        }
    }

    private RingLink ring() {
        if (link == null) {
            throw new IllegalStateException("a frame in a view without a link");
        }
        return link;
    }

    private ApplyThread applyThread() {
        if (apply == null) {
            throw new IllegalStateException("a delivery before a view");
        }
        return apply;
    }

    private void suspected(Effect.Suspected effect) {
        endReason = configuration.name() + ": " + effect.member() + " is suspected: " + effect.reason();
        life.suspected(effect.member(), effect.reason());
    }

    private void ended(String reason) {
        if (endReason.isEmpty()) {
            endReason = configuration.name() + ": " + reason;
        }
        life.become(NodeState.ENDED, endReason);
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
    public void failed(Collection<Submission> lost, Outcome outcome, String reason) {
        if (lost.isEmpty()) {
            return;
        }
        List<Runnable> tasks = new ArrayList<>();
        for (Submission each : lost) {
            tasks.add(() -> each.failed(new SubmissionException(Code.CLOSED, outcome, reason)));
        }
        threads.complete(tasks);
    }

    @Override
    public void defect(Throwable cause) {
        LOG.error("{} finds itself wrong and takes part no more", configuration.name(), cause);
        stop(configuration.name() + " found itself wrong: " + cause);
    }

    /** Takes part no more: fails what was originated and what waits. */
    void stop(String reason) {
        endReason(reason);
        life.become(NodeState.FAILED, endReason());
        if (protocol != null) {
            protocol.retire();
        }
        failOriginated();
    }

    /** Fails what will not be delivered any more. */
    void failOriginated() {
        failed(originated.giveUp(), Outcome.UNKNOWN, endReason());
    }

    /** Tells the others that this member leaves, so that they need not find out by its silence. */
    void tellLeaving(String why) {
        if (view == null || last.ended()) {
            return;
        }
        int self = configuration.indexOf(configuration.name());
        for (int i = 0; i < view.size(); i++) {
            if (i != self) {
                control(i, new Control.Suspicion(self, why));
            }
        }
    }

    /** Whether all that was originated here is done, and all that others wait for has gone out. */
    boolean isDrained(@Nullable MemberCore core) {
        if (core == null) {
            return true;
        }
        CoreStatus now = core.status();
        last = now;
        return now.ended()
                || (originated.isEmpty()
                        && now.notDoneBytes() == 0
                        && now.notDeliveredBytes() == 0
                        && (link == null || (now.unsentBytes() == 0 && link.isSettled())));
    }

    /** Figures of the core; the last ones if there is none any more. */
    CoreStatus status(@Nullable MemberCore core) {
        if (core != null) {
            last = core.status();
        }
        return last;
    }

    Optional<View> view() {
        return Optional.ofNullable(view);
    }

    Optional<LinkStatus> linkStatus() {
        if (link == null || view == null) {
            return Optional.empty();
        }
        Member successor = view.member(view.successor(configuration.indexOf(configuration.name())));
        return Optional.of(new LinkStatus(
                successor.name(),
                link.endpoint().scheme(),
                link.endpoint().address(),
                last.link().name(),
                last.framesSent(),
                link.bytes(),
                last.pulls(),
                link.breaks()));
    }
}
