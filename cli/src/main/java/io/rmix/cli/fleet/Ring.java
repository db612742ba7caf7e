package io.rmix.cli.fleet;

import io.rmix.cli.config.ServiceSettings;
import io.rmix.dvm.QuorumPolicy;
import io.rmix.dvm.SharedConfiguration;
import io.rmix.dvm.runtime.NodeLimits;
import java.time.Duration;
import java.util.List;

/**
 * What the members of a ring have in common.
 *
 * @param members that it begins with, 1 to {@link RingLayout#MAX_MEMBERS}, less those that join
 * @param joining names of members that join later
 * @param providers dealt round the ring: the link from the first member gets the first, and so on, beginning again at the end
 * @param shared what all agree on
 * @param quorum how many must agree on the next view
 * @param limits of each
 * @param service what the members replicate
 */
public record Ring(
        int members,
        List<String> joining,
        List<String> providers,
        SharedConfiguration shared,
        QuorumPolicy quorum,
        NodeLimits limits,
        ServiceSettings service) {
    /** Copies the lists. */
    public Ring {
        joining = List.copyOf(joining);
        providers = List.copyOf(providers);
    }

    /**
     * A ring with defaults under majority.
     *
     * @param suspicion silence after which a member is suspected
     */
    public static Ring of(
            String dvm,
            int members,
            List<String> joining,
            Duration suspicion,
            List<String> providers,
            ServiceSettings service) {
        return new Ring(
                members,
                joining,
                providers,
                shared(dvm, suspicion),
                QuorumPolicy.MAJORITY,
                NodeLimits.defaults(),
                service);
    }

    /** Defaults but for the silence after which a member is suspected. */
    public static SharedConfiguration shared(String dvm, Duration suspicion) {
        SharedConfiguration usual = SharedConfiguration.defaults(dvm);
        return new SharedConfiguration(
                usual.dvm(),
                usual.windowBytes(),
                usual.maxMessageBytes(),
                usual.maxFrameBytes(),
                usual.heartbeat(),
                suspicion,
                usual.formationTimeout());
    }
}
