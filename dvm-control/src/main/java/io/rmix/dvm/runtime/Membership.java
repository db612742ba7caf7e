package io.rmix.dvm.runtime;

import java.util.List;

/**
 * A view as one of its members has it, with what each member says of itself.
 *
 * @param dvm name of the DVM
 * @param asked name of the member whose view it is
 * @param view number of the view, 0 before the first
 * @param lineage of the view, 32 hexadecimal digits; empty before the first
 * @param policy of quorums, {@link io.rmix.dvm.QuorumPolicy}'s name
 * @param voters of the view
 * @param answering voters that have answered and are in the same view
 * @param quorum whether those are a quorum, so that broadcasts go through, or will once a change of views that is under way is over
 * @param writesRefused why the view takes no writes although it has a quorum: it has fewer voters than {@code write-floor}; empty if it takes them
 * @param members of the view in ring order; after them those that are configured and in no view, as the member that was asked knows it
 */
public record Membership(
        String dvm,
        String asked,
        long view,
        String lineage,
        String policy,
        int voters,
        int answering,
        boolean quorum,
        String writesRefused,
        List<MemberEntry> members) {
    /** Copies. */
    public Membership {
        members = List.copyOf(members);
    }

    /** Those that are in the view. */
    public List<MemberEntry> inView() {
        return members.stream()
                .filter(each -> !each.role().equals(MemberEntry.OUTSIDE))
                .toList();
    }
}
