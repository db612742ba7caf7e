package io.rmix.dvm.protocol;

import io.rmix.dvm.Cut;
import io.rmix.dvm.Identity;
import io.rmix.dvm.Member;
import io.rmix.dvm.View;
import io.rmix.dvm.protocol.link.Control;
import io.rmix.dvm.protocol.link.ControlOutbox;
import io.rmix.dvm.protocol.view.Keeper;
import io.rmix.dvm.protocol.view.Reports;
import io.rmix.dvm.protocol.view.ViewChange;
import io.rmix.dvm.protocol.view.ViewControl;
import io.rmix.dvm.protocol.view.ViewControl.Decision;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A view that a member has installed: its ring, what it hears of its neighbours, and the decision on what follows. */
final class LiveView {
    private final RingCore ring;
    private final Reports reports;
    private final ControlOutbox outbox = new ControlOutbox();
    private final ViewChange change;
    private final Keeper keeper;
    private final @Nullable Decision origin;
    private final int maxFrame;
    private boolean leaving;
    private boolean predecessorReported;
    private boolean successorReported;
    private final BitSet suspectsTold = new BitSet();
    private final BitSet restarted = new BitSet();

    /**
     * A view from its beginning.
     *
     * @param origin the decision that this member installs, null if the view is the first of its lineage
     * @param before number of the last delivery of the view before
     */
    LiveView(MemberCore.Setup setup, View view, int self, @Nullable Decision origin, long now, long before) {
        this.ring = new RingCore(setup.shared(), setup.local(), view, self, now, setup.rules(), before);
        this.reports = new Reports(self, setup.viewRules());
        this.change = new ViewChange(
                setup.shared(), setup.policy(), setup.viewRules(), view, self, reports, outbox, new Messages());
        this.keeper = new Keeper(view, self, outbox);
        this.origin = origin;
        this.maxFrame = setup.shared().maxFrameBytes();
    }

    private final class Messages implements ViewChange.Kept {
        @Override
        public void freeze() {
            ring.freeze();
        }

        @Override
        public Cut received() {
            return ring.retained().received();
        }

        @Override
        public long received(int origin) {
            return ring.retained().received(origin);
        }

        @Override
        public String fetched(ByteBuffer entries, Cut wanted) {
            return ring.fetched(entries, wanted);
        }
    }

    View view() {
        return ring.view();
    }

    int self() {
        return ring.self();
    }

    RingCore ring() {
        return ring;
    }

    ViewChange change() {
        return change;
    }

    Reports reports() {
        return reports;
    }

    Keeper keeper() {
        return keeper;
    }

    /** The decision that made this view; null for the first of a lineage. */
    @Nullable Decision origin() {
        return origin;
    }

    /** This member wants to leave: whoever asks it about the next view is told. */
    void leaving() {
        leaving = true;
    }

    /** Time passes. */
    void tick(long now) {
        ring.tick(now);
        reports.tick();
        predecessorReported =
                report(view().predecessor(self()), ring.neighbours().predecessorReport(), predecessorReported);
        successorReported = report(view().successor(self()), ring.neighbours().successorReport(), successorReported);
        change.tick();
    }

    private boolean report(int neighbour, String reason, boolean before) {
        if (!reason.isEmpty()) {
            report(neighbour, reason);
            return true;
        }
        return before && reportsStill(neighbour, reason);
    }

    /** Reports a member, to all others too. */
    void report(int member, String reason) {
        reports.report(self(), member, reason);
        for (int i = 0; i < view().size(); i++) {
            if (i != self()) {
                outbox.tell(i, new Control.Suspicion(member, reason));
            }
        }
        change.consider();
    }

    /** Somebody wants to join who is a later incarnation of a member: the one that this view has is gone for good. */
    void restarted(int member, Member successor) {
        restarted.set(member);
        report(member, "has restarted as " + successor);
    }

    /** Whether so many have restarted that there can be no quorum of this view any more, or, if the next one is decided, nobody who could have what is lacking here. */
    boolean isBeyondRepair() {
        return change.decision().isPresent() ? change.isLost(restarted::get) : !change.isPossible(restarted::get);
    }

    /** A control message of this view came in from another of its members. */
    void control(int source, Control message) {
        ring.neighbours().heard(source);
        trust(source);
        switch (message.type()) {
            case HEARTBEAT, POSITION_QUERY, POSITION, PULL, KNOWN ->
                ring.inbound().control(source, message);
            case SUSPICION -> suspicion(source, (Control.Suspicion) message);
            case VIEW -> view(source, (ViewControl) message);
            case JOIN, TRANSFER -> throw new IllegalArgumentException("not of the view: " + message);
        }
    }

    /** Who was reported for its silence is not any more, at once: who asks what this member reports has just been heard. */
    private void trust(int source) {
        if (source == view().predecessor(self()) && predecessorReported) {
            predecessorReported = reportsStill(source, ring.neighbours().predecessorReport());
        }
        if (source == view().successor(self()) && successorReported) {
            successorReported = reportsStill(source, ring.neighbours().successorReport());
        }
    }

    private boolean reportsStill(int neighbour, String reason) {
        if (reason.isEmpty()) {
            reports.withdraw(self(), neighbour);
        }
        return !reason.isEmpty();
    }

    private void suspicion(int source, Control.Suspicion message) {
        if (message.suspect() < 0 || message.suspect() >= view().size()) {
            refuse("suspicion of member " + message.suspect() + " from " + view().member(source) + " in a view of "
                    + view().size());
            return;
        }
        reports.report(source, message.suspect(), message.reason());
        change.consider();
    }

    private void view(int source, ViewControl message) {
        String wrong = "";
        if (leaving && (message.kind() == ViewControl.Kind.POLL || message.kind() == ViewControl.Kind.PREPARE)) {
            // So all that leave at the same time do so in one change, whoever asks.
            outbox.tell(source, new ViewControl.Leave());
        }
        switch (message.kind()) {
            case FETCH -> fetch(source, (ViewControl.Fetch) message);
            case INSTALLED -> keeper.installed(source);
            case ALL_INSTALLED -> keeper.allInstalled();
            case BEHIND, GONE -> {}
            default -> wrong = change.told(source, message);
        }
        if (!wrong.isEmpty()) {
            refuse(message.kind() + " from " + view().member(source) + ": " + wrong);
        }
    }

    private void refuse(String reason) {
        ring.inbound().refuse(reason);
    }

    /** Answers who lacks messages of this view; also when it is over here. */
    void fetch(int source, ViewControl.Fetch message) {
        if (message.origin() < 0 || message.origin() >= view().size() || message.after() < 0) {
            refuse("fetch of origin " + message.origin() + " from " + view().member(source) + " in a view of "
                    + view().size());
            return;
        }
        ByteBuffer entries = ring.retained().copy(message.origin(), message.after(), message.through(), maxFrame);
        outbox.tell(source, new ViewControl.Fetched(entries));
    }

    /** Tells what is new. */
    void effects(List<Effect> effects) {
        ring.effects(effects);
        tellControl(effects);
        tellSuspects(effects);
    }

    private void tellSuspects(List<Effect> effects) {
        for (int told = suspectsTold.nextSetBit(0); told >= 0; told = suspectsTold.nextSetBit(told + 1)) {
            if (!reports.isSuspected(told)) {
                suspectsTold.clear(told);
                effects.add(new Effect.Trusted(view().member(told)));
            }
        }
        for (int suspect : reports.any() ? reports.suspected() : List.<Integer>of()) {
            if (!suspectsTold.get(suspect)) {
                suspectsTold.set(suspect);
                effects.add(new Effect.Suspected(view().member(suspect), reports.reason(suspect)));
            }
        }
    }

    /** Who is reported by whom now. */
    List<SuspicionStatus> suspicions() {
        List<SuspicionStatus> all = new ArrayList<>();
        for (int suspect : reports.any() ? reports.suspected() : List.<Integer>of()) {
            reports.of(suspect)
                    .forEach((by, reason) ->
                            all.add(new SuspicionStatus(view().member(suspect), view().member(by), reason)));
        }
        return all;
    }

    /** Control messages that wait, as effects. */
    void tellControl(List<Effect> effects) {
        ring.identities().tell(outbox, effects);
    }

    /** What this member writes on what it sends to another of this view. */
    Identity identityTo(int target) {
        return ring.identities().to(target);
    }
}
