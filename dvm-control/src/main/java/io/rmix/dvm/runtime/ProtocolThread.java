package io.rmix.dvm.runtime;

import io.rmix.dvm.Outcome;
import io.rmix.dvm.protocol.Effect;
import io.rmix.dvm.protocol.Event;
import io.rmix.dvm.protocol.MemberCore;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The thread that the core belongs to: takes what came in, feeds the core a burst, and has the effects executed in order. Nothing on it blocks.
 */
final class ProtocolThread implements Runnable {
    private static final int BURST = 64;

    private final SubmissionQueue submissions;
    private final Originated originated;
    private final Host host;
    private final Parking parking = new Parking();
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final ArrayDeque<Submission> waiting = new ArrayDeque<>();
    private final List<Drain> drains = new ArrayList<>();
    private volatile long consumed;
    private volatile boolean blocked = true;
    private volatile boolean stopped;
    private long consumedTold;
    private @Nullable MemberCore core;

    private record Drain(BooleanSupplier condition, CompletableFuture<Void> future) {}

    /** Does what the core wants done. All methods are called on the protocol thread. */
    interface Host {
        void execute(Effect effect);

        /** Messages that will not be delivered. */
        void failed(Collection<Submission> lost, Outcome outcome, String reason);

        /** Our own code is wrong; the core is asked no more. */
        void defect(Throwable cause);

        /** Why submissions are refused once the view has ended. */
        String endReason();
    }

    ProtocolThread(SubmissionQueue submissions, Originated originated, Host host) {
        this.submissions = submissions;
        this.originated = originated;
        this.host = host;
    }

    /** Runs a task on the protocol thread. Any thread. */
    void execute(Runnable task) {
        tasks.add(task);
        parking.wake();
    }

    /** Something was submitted. Any thread. */
    void submitted() {
        if (!blocked) {
            parking.wake();
        }
    }

    /** The application is through with deliveries up to this number. The apply thread. */
    void consumed(long through) {
        consumed = through;
        parking.wake();
    }

    /** Ends the thread after the tasks that were given to it. Any thread. */
    void stop() {
        execute(() -> stopped = true);
    }

    /** The view is installed. On this thread. */
    void install(MemberCore newCore) {
        core = newCore;
        blocked = false;
    }

    /** Asks the core no more. On this thread. */
    void retire() {
        core = null;
    }

    /** Takes an event, if there is a view. On this thread. */
    void handle(Event event) {
        if (core != null) {
            core.handle(event);
        }
    }

    @Nullable MemberCore core() {
        return core;
    }

    /** Messages that wait to be originated, here. On this thread. */
    boolean nothingWaits() {
        return waiting.isEmpty() && submissions.isEmpty();
    }

    /** Completes the future on this thread as soon as the condition holds, looked at after every burst. */
    void when(BooleanSupplier condition, CompletableFuture<Void> future) {
        execute(() -> drains.add(new Drain(condition, future)));
    }

    @Override
    public void run() {
        parking.owner(Thread.currentThread());
        while (!stopped) {
            try {
                burst();
                parking.sleepUnless(this::hasWork);
            } catch (Throwable e) {
                retire();
                host.defect(e);
            }
        }
    }

    private boolean hasWork() {
        return stopped
                || !tasks.isEmpty()
                || (core != null && consumed > consumedTold)
                || (!blocked && !(waiting.isEmpty() && submissions.isEmpty()));
    }

    private void burst() {
        Runnable task;
        for (int i = 0; i < BURST && (task = tasks.poll()) != null; i++) {
            task.run();
        }
        MemberCore current = core;
        if (current != null) {
            long through = consumed;
            if (through > consumedTold) {
                consumedTold = through;
                current.handle(new Event.Consumed(through));
            }
            originate(current);
            for (Effect each : current.effects()) {
                execute(each);
            }
        }
        drains.removeIf(each -> each.condition().getAsBoolean() && each.future().complete(null));
    }

    private void originate(MemberCore to) {
        if (blocked) {
            return;
        }
        submissions.drain(waiting);
        long now = System.currentTimeMillis();
        int messages = 0;
        long cost = 0;
        for (Submission each; !blocked && (each = waiting.peek()) != null; ) {
            long sequence = to.submit(each.order(), now, each.payload(), 0, each.payload().length);
            if (sequence > 0) {
                originated.add(sequence, each);
                waiting.poll();
                messages++;
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

    private void execute(Effect effect) {
        switch (effect.type()) {
            case WINDOW_OPENED -> blocked = false;
            case FAILED -> {
                Effect.Failed failed = (Effect.Failed) effect;
                host.failed(originated.takeAfter(failed.order(), failed.after()), failed.outcome(), host.endReason());
            }
            case VIEW_ENDED -> {
                host.execute(effect);
                refuseAll(host.endReason());
            }
            default -> host.execute(effect);
        }
    }

    /** Refuses what waits, and all that is submitted later. On this thread. */
    void refuseAll(String reason) {
        submissions.close(reason);
        submissions.drain(waiting);
        blocked = true;
        host.failed(new ArrayList<>(waiting), Outcome.NOT_INVOKED, reason);
        submissions.originated(
                waiting.size(), waiting.stream().mapToLong(Submission::cost).sum());
        waiting.clear();
    }
}
