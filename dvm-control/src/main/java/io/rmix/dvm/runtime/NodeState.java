package io.rmix.dvm.runtime;

import io.rmix.dvm.MemberState;

/** How far a node is. Up to NEEDS_OPERATOR it goes from one to any other; LEFT, FAILED and CLOSED are followed only by those below them. */
public enum NodeState {
    /** In no view yet: not enough of the configured members have been heard, or no contact knows a DVM. Submissions wait. */
    FORMING,
    /** In no view, and asking members to be taken in. Submissions wait. */
    JOINING,
    /** In a view, without a vote: the state is on its way. Submissions wait. */
    LEARNING,
    /** Messages are ordered and delivered. */
    OPERATIONAL,
    /** Another view is being decided: submissions wait, and what was sent is delivered before it. */
    FROZEN,
    /** A quorum of the view has not answered for twice the suspicion time-out. Submissions wait. */
    ISOLATED,
    /** So many members have restarted that there will never be a quorum again: an operator has to force a view. Submissions wait. */
    NEEDS_OPERATOR,
    /** In no view any more, because it left or the others went on without it; submissions are refused. */
    LEFT,
    /** The node could not start or found itself wrong; submissions are refused. */
    FAILED,
    /** Closed by its user. */
    CLOSED;

    /** Whether it is in no view yet. */
    boolean isOutside() {
        return this == FORMING || this == JOINING;
    }

    /** Whether it is in no view and will be in none. */
    public boolean isFinal() {
        return compareTo(LEFT) >= 0;
    }

    static NodeState of(MemberState state) {
        return switch (state) {
            case JOINING -> JOINING;
            case LEARNING -> LEARNING;
            case OPERATIONAL -> OPERATIONAL;
            case FROZEN -> FROZEN;
            case ISOLATED -> ISOLATED;
            case NEEDS_OPERATOR -> NEEDS_OPERATOR;
            case LEFT -> LEFT;
        };
    }
}
