package io.rmix.dvm.runtime;

import java.util.List;

/**
 * What a member says of itself to who examines the DVM.
 *
 * @param dvm name of the DVM
 * @param name of the member
 * @param incarnation of the member
 * @param priority of the member
 * @param pid process id
 * @param state {@link NodeState}'s name
 * @param reason as in {@link MemberStatus}
 * @param fingerprint of the shared configuration, hexadecimal
 * @param rmix version of RMIX; empty if it was not started from a jar
 * @param protocol version of the DVM's protocol
 * @param java version of the Java runtime
 * @param clock milliseconds since 1970 when this was said
 * @param quorum {@code majority} or {@code survivors}
 * @param writeFloor voters that a view needs for anything to be written
 * @param view number of the view installed last, 0 before the first
 * @param lineage of the DVM, 32 hexadecimal digits; empty before the first view
 * @param members of that view in ring order; before the first the configured ones
 * @param suspected names of members suspected in that view
 * @param clientEndpoints where clients reach it
 */
public record MemberFacts(
        String dvm,
        String name,
        long incarnation,
        int priority,
        long pid,
        String state,
        String reason,
        String fingerprint,
        String rmix,
        int protocol,
        String java,
        long clock,
        String quorum,
        int writeFloor,
        long view,
        String lineage,
        List<Peer> members,
        List<String> suspected,
        List<String> clientEndpoints) {
    /** Copies the lists. */
    public MemberFacts {
        members = List.copyOf(members);
        suspected = List.copyOf(suspected);
        clientEndpoints = List.copyOf(clientEndpoints);
    }

    /**
     * A member as another one knows it.
     *
     * @param name of it
     * @param incarnation of it, 0 if only its configuration is known
     * @param voter whether it has a vote
     * @param endpoints where members reach it
     */
    public record Peer(String name, long incarnation, boolean voter, List<String> endpoints) {
        /** Copies the list. */
        public Peer {
            endpoints = List.copyOf(endpoints);
        }
    }
}
