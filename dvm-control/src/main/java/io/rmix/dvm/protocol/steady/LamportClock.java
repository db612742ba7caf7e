package io.rmix.dvm.protocol.steady;

/** Numbers messages so that what a member broadcasts has a greater number than all that it had received (Lamport, CACM 21(7), 1978). */
final class LamportClock {
    private final Rules rules;
    private long time;

    LamportClock(Rules rules) {
        this.rules = rules;
    }

    /** The number of the next message of our own. */
    long next() {
        return ++time;
    }

    /** A message with this number was received. */
    void received(long number) {
        time = rules.clock(time, number);
    }
}
