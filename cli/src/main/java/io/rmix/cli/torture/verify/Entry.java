package io.rmix.cli.torture.verify;

import io.rmix.cli.torture.trace.TraceRecord.Applied;
import io.rmix.cli.torture.trace.TraceRecord.Heard;
import io.rmix.cli.torture.trace.TraceRecord.Verdict;

/**
 * What is at one position of the total order.
 *
 * @param kind {@link #BROADCAST}, or 1 + the verdict's ordinal for a command
 * @param view number of the view
 * @param sender client or process
 * @param number of the sender
 * @param attempt of the client, 0 for broadcasts
 * @param chain hash over what was written, 0 for broadcasts
 */
record Entry(long kind, long view, long sender, long number, long attempt, long chain) {
    static final long BROADCAST = 100;

    static Entry of(Applied it) {
        return new Entry(1 + it.verdict().ordinal(), it.view(), it.client(), it.number(), it.attempt(), it.chain());
    }

    static Entry of(Heard it) {
        return new Entry(BROADCAST, it.view(), it.origin(), it.number(), 0, 0);
    }

    boolean isCommand() {
        return kind != BROADCAST;
    }

    Verdict verdict() {
        return Verdict.values()[(int) kind - 1];
    }

    @Override
    public String toString() {
        return isCommand()
                ? "number %d (attempt %d) of client %d, %s, in view %d, chain %016x"
                        .formatted(number, attempt, sender, verdict(), view, chain)
                : "broadcast %d of process %d in view %d".formatted(number, sender, view);
    }
}
