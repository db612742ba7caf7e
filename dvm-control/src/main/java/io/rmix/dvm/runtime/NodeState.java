package io.rmix.dvm.runtime;

/** How far a node is. Every state but CLOSED is followed only by those below it. */
public enum NodeState {
    /** Not all configured members have been heard; submissions wait. */
    FORMING,
    /** The view is installed; messages are ordered and delivered. */
    RUNNING,
    /** The view has ended because a member is suspected: nothing more is delivered, submissions are refused. */
    ENDED,
    /** The node could not start or found itself wrong; submissions are refused. */
    FAILED,
    /** Closed by its user. */
    CLOSED
}
