package io.rmix.cli.torture;

import io.rmix.cli.torture.plan.Fault;
import io.rmix.dvm.QuorumPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What a torture is to be like.
 *
 * @param length how long faults are injected
 * @param seed of the plan
 * @param members that it begins with
 * @param links providers, dealt round the ring
 * @param quorum how many must agree on a view
 * @param faults that are injected
 * @param network how members are connected
 * @param suspicion silence after which a member is suspected
 * @param clients how many
 * @param rate numbers that all clients write in a second, at most
 * @param broadcasts of each member in a second
 */
record Settings(
        Duration length,
        long seed,
        int members,
        List<String> links,
        QuorumPolicy quorum,
        Set<Fault> faults,
        Networks.Choice network,
        Duration suspicion,
        int clients,
        int rate,
        int broadcasts) {
    /** How long the members may take to come to rest when nothing more is done to them: a few view changes, transfers and starts. */
    Duration bound() {
        return suspicion.multipliedBy(10).plusSeconds(60);
    }
}
