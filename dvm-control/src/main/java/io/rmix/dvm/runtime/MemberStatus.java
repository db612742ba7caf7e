package io.rmix.dvm.runtime;

import java.util.List;
import java.util.Optional;

/**
 * A member at one moment. Hashes are comparable between members at equal positions.
 *
 * @param dvm name of the DVM
 * @param name of the member
 * @param incarnation of the member
 * @param pid process id
 * @param language of the implementation: {@code java}
 * @param state {@link NodeState}'s name
 * @param reason why it is ISOLATED, LEFT or FAILED, or what it waits for while FORMING; else empty
 * @param view number of the view installed last, 0 before the first
 * @param lineage of the DVM, 32 hexadecimal digits; empty before the first view
 * @param fingerprint of the shared configuration, hexadecimal
 * @param members of the view installed last, in ring order; before the first the configured ones
 * @param suspected names of members of this view that are suspected now
 * @param memberEndpoints where the other members reach it
 * @param clientEndpoints where clients reach it
 * @param originated own messages so far, in all views
 * @param waiting messages submitted here and not originated
 * @param delivered messages applied here, of all origins and both orders
 * @param position of the last atomic message applied; hashes are as of here
 * @param orderHash over the order up to the position, 16 hexadecimal digits
 * @param stateHash over the states of all services at the position, 64 hexadecimal digits; empty if the member was too busy to take it
 * @param services names of the replicated services
 * @param checkpoints hashes at agreed positions, oldest first
 * @param link to the successor in this view; empty in a view of one
 */
public record MemberStatus(
        String dvm,
        String name,
        long incarnation,
        long pid,
        String language,
        String state,
        String reason,
        long view,
        String lineage,
        String fingerprint,
        List<String> members,
        List<String> suspected,
        List<String> memberEndpoints,
        List<String> clientEndpoints,
        long originated,
        long waiting,
        long delivered,
        long position,
        String orderHash,
        String stateHash,
        List<String> services,
        List<Checkpoint> checkpoints,
        Optional<LinkStatus> link) {}
