package io.rmix.dvm.sim;

import io.rmix.dvm.MemberState;
import io.rmix.dvm.Order;
import io.rmix.dvm.protocol.MemberCore;
import java.util.SplittableRandom;

/** The application of a process that broadcasts: a few messages, a pause, and again; among members that come and go as long as anything happens to them. */
final class Submitter {
    /** Bound, whatever happens. */
    private static final int MOST = 5000;

    private final Scenario scenario;
    private final Timeline time;
    private final SplittableRandom random;
    private final Checker checker;
    private final Mishaps mishaps;
    private final SimProcess process;
    private final byte[] payload;
    private int submitted;
    private int nextLength;
    private Order nextOrder = Order.ATOMIC;
    private boolean planned;

    Submitter(
            Scenario scenario,
            Timeline time,
            SplittableRandom random,
            Checker checker,
            Mishaps mishaps,
            SimProcess process) {
        this.scenario = scenario;
        this.time = time;
        this.random = random;
        this.checker = checker;
        this.mishaps = mishaps;
        this.process = process;
        this.payload = new byte[scenario.shared().maxMessageBytes()];
        chooseNext();
    }

    int submitted() {
        return submitted;
    }

    void plan(long within) {
        if (!planned) {
            planned = true;
            time.in(random.nextLong(within), () -> {
                planned = false;
                submit();
            });
        }
    }

    private boolean wants() {
        return submitted < scenario.messages() || !mishaps.over() && submitted < MOST;
    }

    /** Submits within a time, beside what is planned. */
    void submitWithin(long nanos) {
        time.in(random.nextLong(nanos), this::submit);
    }

    /** Submits until there is no room or a pause is due. */
    private void submit() {
        if (process.isDead()) {
            return;
        }
        MemberCore core = process.core();
        if (process.state() == MemberState.LEFT) {
            long answer = core.submit(Order.ATOMIC, 0, payload, 0, 0);
            checker.require(answer == MemberCore.ENDED, "ending: submission answered with %s", answer);
            return;
        }
        boolean room = true;
        for (int burst = 1 + random.nextInt(8); burst > 0 && wants() && room; burst--) {
            room = submitOne(core);
        }
        process.execute(true);
        if (room && wants()) {
            plan(scenario.pause());
        }
    }

    private boolean submitOne(MemberCore core) {
        ViewChecker view = process.view();
        long next = view == null ? 1 : view.broadcasts().count(process.self()) + 1L;
        for (int i = 0; i < nextLength; i++) {
            payload[i] = Broadcasts.payload(process.self(), next, i);
        }
        long clock = time.now() / 1_000_000;
        long sequence = core.submit(nextOrder, clock, payload, 0, nextLength);
        if (sequence == MemberCore.NO_ROOM || sequence == MemberCore.ENDED) {
            return false;
        }
        if (view == null) {
            throw checker.failure("submission: %s took one before it was in a view", process.name());
        }
        submitted++;
        view.submitted(process.self(), sequence, nextOrder, nextLength, clock);
        chooseNext();
        return true;
    }

    private void chooseNext() {
        int longest = scenario.shared().maxMessageBytes();
        nextLength = random.nextInt((scenario.smallPayloads() ? Math.min(12, longest) : longest) + 1);
        nextOrder = random.nextInt(100) < scenario.reliableShare() ? Order.RELIABLE : Order.ATOMIC;
    }
}
