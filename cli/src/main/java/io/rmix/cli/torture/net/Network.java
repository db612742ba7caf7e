package io.rmix.cli.torture.net;

import java.io.IOException;
import java.util.Set;

/**
 * The network between the members of a torture, which can be made to fail. Clients, who are in this process, reach all members whatever is applied.
 *
 * <p><b>Threads.</b> {@link #host}, {@link #apply} and {@link #heal} are for one thread at a time.
 */
public interface Network extends AutoCloseable {
    /** How it is made, in a few words for people: {@code network namespaces}, {@code proxies on loopback}, ... */
    String how();

    /** What {@link #apply} can do here. */
    Set<NetworkFault> can();

    /**
     * The host of a member; the same one each time.
     *
     * @param member its name
     * @throws IOException if it cannot be made; it says why
     */
    Host host(String member) throws IOException;

    /**
     * Makes something fail between two sets of members, beside what was applied before.
     *
     * @param left names of members that have hosts
     * @param right names of other members that have hosts
     * @throws IllegalArgumentException if it is not among {@link #can}
     */
    void apply(NetworkFault fault, Set<String> left, Set<String> right) throws IOException;

    /** Ends all that was applied. What was held on its way goes on, or the connections break. */
    void heal() throws IOException;

    /** Heals, and gives the hosts back; their processes have ended. */
    @Override
    void close() throws IOException;
}
