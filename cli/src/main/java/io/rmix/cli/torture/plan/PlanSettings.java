package io.rmix.cli.torture.plan;

import io.rmix.cli.torture.net.NetworkFault;
import io.rmix.dvm.QuorumPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What a plan is drawn from; equal settings give equal plans.
 *
 * @param seed of all that is drawn
 * @param length how long faults are injected
 * @param suspicion silence after which a member is suspected
 * @param members those that run at the beginning
 * @param joiners those that join, and nobody has configured
 * @param quorum decides how many may be killed
 * @param faults kinds that are drawn from, at least one
 * @param network what the network can do
 */
public record PlanSettings(
        long seed,
        Duration length,
        Duration suspicion,
        List<String> members,
        List<String> joiners,
        QuorumPolicy quorum,
        Set<Fault> faults,
        Set<NetworkFault> network) {
    /** Copies the collections. */
    public PlanSettings {
        members = List.copyOf(members);
        joiners = List.copyOf(joiners);
        faults = Set.copyOf(faults);
        network = Set.copyOf(network);
    }

    /** The most members of which a quorum does without, if all run. */
    int minority() {
        return quorum == QuorumPolicy.SURVIVORS ? members.size() - 1 : (members.size() - 1) / 2;
    }
}
