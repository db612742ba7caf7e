package io.rmix.dvm.runtime;

import io.rmix.InvocationException.Code;
import io.rmix.dvm.MemberState;
import io.rmix.dvm.Outcome;
import io.rmix.dvm.protocol.Effect;
import io.rmix.dvm.protocol.Event;
import io.rmix.dvm.protocol.MemberCore;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What the core belongs to: takes what came in, feeds the core a burst, and has the effects executed in order, on one thread at a time, of which {@link Turns} says
 * which. Nothing in here blocks.
 *
 * <p>"On the loop" below means within a burst, on whatever thread.
 */
final class ProtocolLoop implements Turns.Work {
    /** Tasks of one burst. */
    private static final int BURST = 64;

    private final SubmissionQueue submissions;
    private final Originated originated;
    private final Host host;
    private final Turns turns = new Turns(this);
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final ArrayDeque<Submission> waiting = new ArrayDeque<>();
    private final List<Drain> drains = new ArrayList<>();
    /** What failed in this burst, until it is known why. */
    private final Map<Outcome, List<Submission>> lost = new EnumMap<>(Outcome.class);

    private volatile long consumed;
    private volatile long consumedTold;
    /** Whether consumption is to be told at once: something waits for it. Else the next burst does. */
    private volatile boolean hungry;
    /** The core has no room. */
    private volatile boolean blocked = true;
    /** The core has room for what waits. */
    private volatile boolean backlog;
    /** The link is busy: what is submitted need not be looked at now. */
    private volatile boolean busy;

    private @Nullable MemberCore core;
    private long own;

    private record Drain(BooleanSupplier condition, CompletableFuture<Void> future) {}

    /** Does what the core wants done. All methods are called on the loop. */
    interface Host {
        void execute(Effect effect);

        /** Messages that will not be delivered. */
        void failed(Collection<Submission> lost, Code code, Outcome outcome, String reason);

        /** Our own code is wrong; the core is asked no more. */
        void defect(Throwable cause);

        /** Why submissions are refused once the member is in no view any more. */
        String endReason();

        /** Why nothing may be originated in the view there is; empty if it may. */
        String writesRefused();
    }

    ProtocolLoop(SubmissionQueue submissions, Originated originated, Host host) {
        this.submissions = submissions;
        this.originated = originated;
        this.host = host;
    }

    /** Runs a task on the loop: before this returns, or soon. Any thread. */
    void execute(Runnable task) {
        tasks.add(task);
        turns.brought();
    }

    /** Runs now what was brought by this thread, unless another one is at it. */
    void catchUp() {
        turns.visit();
    }

    /** For the loop's own thread. */
    Runnable ownThread() {
        return turns;
    }

    /** Something was submitted. While a frame is under way it waits with the others for what happens next, unless they fill a frame. Any thread. */
    void submitted() {
        if (isSubmissionWanted()) {
            turns.wanted();
        }
    }

    /** The application is through with deliveries up to this number. The apply thread. */
    void consumed(long through) {
        consumed = through;
        if (hungry) {
            turns.wanted();
        }
    }

    /** Ends the loop after the tasks that were given to it. Any thread. */
    void stop() {
        execute(turns::stop);
    }

    /** There is a core from now on. On the loop. */
    void install(MemberCore newCore) {
        core = newCore;
        // What it has to say first, its view above all, goes before what the rest of the burst brings about.
        executeAll(newCore);
    }

    /** Asks the core no more. On the loop. */
    void retire() {
        core = null;
    }

    /** Takes an event, if there is a core. On the loop. */
    void handle(Event event) {
        if (core != null) {
            core.handle(event);
        }
    }

    @Nullable MemberCore core() {
        return core;
    }

    /** Messages that wait to be originated, here. On the loop. */
    boolean nothingWaits() {
        return waiting.isEmpty() && !submissions.hasSome();
    }

    /** Completes the future on the loop as soon as the condition holds, looked at after every burst. */
    void when(BooleanSupplier condition, CompletableFuture<Void> future) {
        execute(() -> drains.add(new Drain(condition, future)));
    }

    @Override
    public boolean isThere() {
        return !tasks.isEmpty() || (hungry && consumed > consumedTold) || (!blocked && backlog) || isSubmissionWanted();
    }

    private boolean isSubmissionWanted() {
        return !blocked && (busy ? submissions.fillFrame() : submissions.hasSome());
    }

    @Override
    public void burst() {
        try {
            runBurst();
        } catch (Throwable e) {
            retire();
            host.defect(e);
        }
    }

    private void runBurst() {
        MemberCore current = core;
        long through = consumed;
        if (current != null && through > consumedTold) {
            consumedTold = through;
            current.handle(new Event.Consumed(through));
        }
        Runnable task;
        for (int i = 0; i < BURST && (task = tasks.poll()) != null; i++) {
            task.run();
        }
        current = core;
        if (current != null) {
            if (!waiting.isEmpty() || !current.awaitsFrame() || submissions.fillFrame()) {
                originate(current);
            }
            executeAll(current);
        }
        drains.removeIf(each -> each.condition().getAsBoolean() && each.future().complete(null));
        backlog = !waiting.isEmpty();
        busy = core != null && (core.isLinkBusy() || core.awaitsFrame());
        hungry = core != null && (blocked || !core.takesFrames() || !drains.isEmpty());
    }

    private void originate(MemberCore to) {
        if (blocked) {
            return;
        }
        if (submissions.hasSome()) {
            submissions.drain(waiting);
        }
        String refused = waiting.isEmpty() ? "" : host.writesRefused();
        if (!refused.isEmpty()) {
            failWaiting(Code.BUSY, refused);
            return;
        }
        long now = System.currentTimeMillis();
        int messages = 0;
        long cost = 0;
        for (Submission each; !blocked && (each = waiting.peek()) != null; ) {
            long sequence = to.submit(each.order(), now, each.payload(), 0, each.payload().length);
            if (sequence > 0) {
                originated.add(sequence, each);
                waiting.poll();
                messages++;
                own++;
                cost += each.cost();
            } else {
                blocked = true;
                if (sequence == MemberCore.ENDED) {
                    refuseAll(host.endReason());
                }
            }
        }
        if (messages > 0) {
            submissions.originated(messages, cost);
        }
    }

    private void executeAll(MemberCore of) {
        for (Effect each : of.effects()) {
            execute(each);
        }
        if (!lost.isEmpty()) {
            lost.forEach(
                    (outcome, submissionsLost) -> host.failed(submissionsLost, Code.CLOSED, outcome, host.endReason()));
            lost.clear();
        }
    }

    private void execute(Effect effect) {
        switch (effect.type()) {
            case WINDOW_OPENED -> blocked = false;
            case VIEW_INSTALLED -> {
                host.execute(effect);
                blocked = false;
            }
            // Why is told by what follows: the member has left.
            case FAILED -> {
                Effect.Failed failed = (Effect.Failed) effect;
                lost.computeIfAbsent(failed.outcome(), outcome -> new ArrayList<>())
                        .addAll(originated.takeAfter(failed.order(), failed.after()));
            }
            case STATE_CHANGED -> {
                host.execute(effect);
                if (((Effect.StateChanged) effect).state() == MemberState.LEFT) {
                    refuseAll(host.endReason());
                }
            }
            default -> host.execute(effect);
        }
    }

    /** Own messages originated so far, in all views. On the loop. */
    long originatedSoFar() {
        return own;
    }

    /** Refuses what waits, and all that is submitted later. On the loop. */
    void refuseAll(String reason) {
        submissions.close(reason);
        submissions.drain(waiting);
        blocked = true;
        failWaiting(Code.CLOSED, reason);
    }

    private void failWaiting(Code code, String reason) {
        host.failed(new ArrayList<>(waiting), code, Outcome.NOT_INVOKED, reason);
        submissions.originated(
                waiting.size(), waiting.stream().mapToLong(Submission::cost).sum());
        waiting.clear();
    }
}
