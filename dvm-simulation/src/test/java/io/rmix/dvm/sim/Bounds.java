package io.rmix.dvm.sim;

import io.rmix.dvm.protocol.CoreStatus;
import io.rmix.dvm.protocol.steady.SteadyState;
import org.jspecify.annotations.Nullable;

/** Bounded buffers, and what the three counters claim about the other members; looked at after every burst. */
final class Bounds {
    private final ViewChecker checker;
    private final @Nullable SteadyState[] states;
    private final Broadcasts broadcasts;
    private final long window;
    private final long queue;
    private final long logs;
    private final long[][] stable;
    private final long[][] known;
    private final long[][] done;
    private long holds;

    Bounds(Scenario scenario, ViewChecker checker, @Nullable SteadyState[] states, Broadcasts broadcasts) {
        int size = states.length;
        this.checker = checker;
        this.states = states;
        this.broadcasts = broadcasts;
        this.window = scenario.shared().windowBytes();
        // What was pending, and the frame that makes it deliverable: its smallest messages count three times.
        this.queue = scenario.local().deliveryQueueBytes()
                + size * window
                + 3 * scenario.shared().maxFrameBytes();
        long frames = 4L * scenario.shared().maxFrameBytes() + 2L * (8 + 12 * size);
        long link = scenario.local().deliveryQueueBytes() + 2 * (size - 1) * window + size * window / 2 + frames;
        this.logs = link + scenario.local().deliveryQueueBytes() + 2 * window + frames;
        this.stable = new long[size][size];
        this.known = new long[size][size];
        this.done = new long[size][size];
    }

    void check(int member, CoreStatus status) {
        holds += status.takesFrames() || status.frozen() ? 0 : 1;
        within(member, "own bytes not done", status.notDoneBytes(), window);
        within(member, "own bytes not delivered", status.notDeliveredBytes(), window);
        within(member, "bytes queued", status.queuedBytes(), queue);
        within(member, "bytes in its logs", status.retainedBytes(), logs);
        SteadyState core = states[member];
        for (int origin = 0; core != null && origin < states.length; origin++) {
            counters(core, member, origin, status.frozen() ? 2 * window : window);
        }
    }

    /** Times a member was found taking no frames. */
    long holds() {
        return holds;
    }

    /** Stable: every member has it. Done: every member knows that. And no member holds more than a window of any origin that is not done. */
    private void counters(SteadyState core, int member, int origin, long most) {
        if (core.stable(origin) > stable[member][origin]) {
            stable[member][origin] = core.stable(origin);
            for (SteadyState other : states) {
                claim(member, origin, "stable", core.stable(origin), other == null ? 0 : other.received(origin));
            }
        }
        if (core.knownStable(origin) > known[member][origin]) {
            known[member][origin] = core.knownStable(origin);
            for (SteadyState other : states) {
                claim(member, origin, "known", core.knownStable(origin), other == null ? 0 : other.received(origin));
            }
        }
        if (core.done(origin) > done[member][origin]) {
            done[member][origin] = core.done(origin);
            for (SteadyState other : states) {
                claim(member, origin, "done", core.done(origin), other == null ? 0 : other.stable(origin));
            }
        }
        // A message that was just submitted is known here a moment later.
        long received = Math.min(core.received(origin), broadcasts.count(origin));
        long held = broadcasts.charge(origin, received) - broadcasts.charge(origin, core.done(origin));
        if (held > most) {
            within(member, "bytes of " + checker.name(origin) + " that are not done", held, most);
        }
    }

    private void claim(int member, int origin, String counter, long claimed, long elsewhere) {
        if (claimed > elsewhere) {
            throw checker.failure(
                    "rounds: %s of %s is %s at %s, but only %s elsewhere",
                    counter, checker.name(origin), claimed, checker.name(member), elsewhere);
        }
    }

    private void within(int member, String what, long found, long bound) {
        if (found > bound) {
            throw checker.failure(
                    "bounds: %s has %s %s, at most %s are allowed", checker.name(member), found, what, bound);
        }
    }
}
