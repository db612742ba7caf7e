package io.rmix.dvm.sim;

import io.rmix.dvm.QuorumPolicy;
import io.rmix.dvm.protocol.link.Control;
import io.rmix.dvm.protocol.steady.RingRules;
import io.rmix.dvm.protocol.steady.Rules;
import io.rmix.dvm.protocol.view.ViewRules;

/** What a simulation does wrong on purpose, at the places where a member can be led astray without a change of its code. */
interface Faults {
    /** All is right. */
    Faults NONE = new Faults() {};

    /** The rules of every core. */
    default Rules rules() {
        return new RingRules();
    }

    /** The rules by which a view follows another, at every core. */
    default ViewRules viewRules() {
        return ViewRules.RIGHT;
    }

    /** Whether a process that is started again takes another incarnation number. */
    default boolean newIncarnation() {
        return true;
    }

    /** How many deliveries more than there are in it an application says are in its snapshot. */
    default int labelledAhead() {
        return 0;
    }

    /** How many voters must answer. */
    default QuorumPolicy policy(QuorumPolicy right) {
        return right;
    }

    /** What happens to a control message before it is sent. */
    default Control tamper(Control message) {
        return message;
    }

    /** What happens to a frame's entries before they are sent. */
    default void tamper(byte[] entries) {}

    /** How many deliveries beyond those that it has read an application reports as consumed. */
    default int consumedAhead() {
        return 0;
    }
}
