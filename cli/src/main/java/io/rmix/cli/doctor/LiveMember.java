package io.rmix.cli.doctor;

import io.rmix.Endpoint;
import io.rmix.dvm.runtime.MemberFacts;

/**
 * A member that answered.
 *
 * @param facts what it said
 * @param at where it was asked
 * @param millis round trip
 * @param skew its clock less ours in milliseconds, wrong by up to half a round trip
 */
record LiveMember(MemberFacts facts, Endpoint at, double millis, double skew) {
    String name() {
        return facts.name();
    }
}
