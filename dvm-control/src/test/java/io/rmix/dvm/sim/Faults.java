package io.rmix.dvm.sim;

import io.rmix.dvm.protocol.steady.RingRules;
import io.rmix.dvm.protocol.steady.Rules;

/** What a simulation does wrong on purpose, at the places where a member can be led astray without a change of its code. */
interface Faults {
    /** All is right. */
    Faults NONE = new Faults() {};

    /** The rules of every core. */
    default Rules rules() {
        return new RingRules();
    }

    /** What happens to a frame's entries before they are sent. */
    default void tamper(byte[] entries) {}

    /** How many deliveries beyond those that it has read an application reports as consumed. */
    default int consumedAhead() {
        return 0;
    }
}
