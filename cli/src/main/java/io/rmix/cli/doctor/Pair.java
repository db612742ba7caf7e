package io.rmix.cli.doctor;

import io.rmix.dvm.runtime.Reach;

/**
 * One way between two members, over one endpoint.
 *
 * @param from name of the member that asked
 * @param to what became of it
 */
record Pair(String from, Reach to) {
    boolean isReached() {
        return to.failure().isEmpty() && isRight();
    }

    /** Whether who answered is the one that should be there. */
    boolean isRight() {
        return to.answeredBy().isEmpty() || to.answeredBy().startsWith(to.member() + "#");
    }
}
