package io.rmix.dvm.runtime;

import io.rmix.InvocationException.Code;
import io.rmix.dvm.Outcome;
import io.rmix.dvm.View;
import io.rmix.dvm.protocol.Event;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * How this node's part in the DVM ends, and why: what was originated here fails with that reason, and the others are told.
 *
 * <p><b>Threads.</b> The protocol loop, unless a method says otherwise.
 */
final class Ending {
    private final String name;
    private final NodeLife life;
    private final Originated originated;
    private final NodeThreads threads;
    private final ProtocolLoop loop;
    private final Farewell farewell;
    private volatile boolean leaving;
    private String reason = "";

    /** @param name of this member */
    Ending(
            String name,
            NodeLife life,
            Originated originated,
            NodeThreads threads,
            ProtocolLoop loop,
            Farewell farewell) {
        this.name = name;
        this.life = life;
        this.originated = originated;
        this.threads = threads;
        this.loop = loop;
        this.farewell = farewell;
    }

    /** Why nothing goes on here; that it is closed, as long as nobody has given a reason. */
    String reason() {
        return reason.isEmpty() ? name + " is closed" : reason;
    }

    /** From now on this is why, unless there is a reason already. */
    void reason(String given) {
        reason = reason.isEmpty() ? given : reason;
    }

    /** The application cannot go on: fails what was originated and what waits, and leaves; until then the core does its part for the others. */
    void leaveFailed(String why) {
        View view = life.view().orElse(null);
        if (view == null || life.state().isFinal()) {
            stop(why);
            return;
        }
        leaving = true;
        fail(why);
        loop.handle(new Event.Leave());
        farewell.say(view, reason(), true, loop);
    }

    /** Whether it has failed and the others do not yet go on without it. Any thread. */
    boolean isLeavingFailed() {
        return leaving;
    }

    /** The others go on without this member, for this reason; empty if there is nothing to say. */
    void left(String why) {
        reason(why);
        farewell.stop();
        leaving = false;
    }

    /** Takes part no more: fails what was originated and what waits, and tells the others. */
    void stop(String why) {
        boolean inView = !life.state().isFinal();
        loop.retire();
        fail(why);
        if (inView) {
            life.view().ifPresent(view -> farewell.say(view, reason(), false, loop));
        }
    }

    private void fail(String why) {
        reason(why);
        life.become(NodeState.FAILED, reason());
        loop.refuseAll(reason());
        failOriginated();
    }

    /** Fails what will not be delivered any more. */
    void failOriginated() {
        failed(originated.giveUp(), Code.CLOSED, Outcome.UNKNOWN, reason());
    }

    /** Fails submissions, on the completion thread. */
    void failed(Collection<Submission> lost, Code code, Outcome outcome, String why) {
        if (lost.isEmpty()) {
            return;
        }
        List<Runnable> tasks = new ArrayList<>();
        for (Submission each : lost) {
            tasks.add(() -> each.failed(new SubmissionException(code, outcome, why)));
        }
        threads.complete(tasks);
    }
}
