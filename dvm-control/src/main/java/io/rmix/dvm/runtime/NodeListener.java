package io.rmix.dvm.runtime;

import io.rmix.dvm.Member;
import io.rmix.dvm.View;

/** Hears what happens at a node. All methods but {@link #delivered} are called on its completion thread, in order. */
public interface NodeListener {
    /**
     * A broadcast is delivered: atomic ones in the same order at every member, between the commands of services. On the apply
     * thread: what takes long holds up the member, and a member that is held up slows the ring.
     */
    default void delivered(BroadcastMessage message) {}

    /** The ring has formed. */
    default void installed(View view) {}

    /** A member is suspected; the view ends with it. */
    default void suspected(Member member, String reason) {}

    /** The node is in another state; {@code reason} is empty unless it is ENDED or FAILED. */
    default void stateChanged(NodeState state, String reason) {}
}
