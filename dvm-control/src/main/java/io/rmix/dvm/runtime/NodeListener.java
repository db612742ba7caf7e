package io.rmix.dvm.runtime;

import io.rmix.dvm.Member;
import io.rmix.dvm.View;

/** Hears what happens at a node. {@link #delivered} and {@link #viewInstalled} are called on its apply thread, all others on its completion thread; in order each. */
public interface NodeListener {
    /**
     * A broadcast is delivered: atomic ones in the same order at every member, between the commands of services. What takes long holds up the member, and a member that is
     * held up slows the ring.
     */
    default void delivered(BroadcastMessage message) {}

    /**
     * A view begins: all that was delivered before belongs to the one before it, and every member of both has been delivered the same. Also called for the first view.
     */
    default void viewInstalled(View view) {}

    /** A member of the view is suspected. If the suspicion is not taken back in time, a view without it follows. */
    default void suspected(Member member, String reason) {}

    /** A member that was suspected is reported by nobody any more. */
    default void trusted(Member member) {}

    /** The node is in another state; {@code reason} says why it is ISOLATED, LEFT or FAILED and is empty for the others. */
    default void stateChanged(NodeState state, String reason) {}
}
