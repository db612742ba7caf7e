package io.rmix.dvm.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.dvm.Ballot;
import io.rmix.dvm.Cut;
import io.rmix.dvm.Identity;
import io.rmix.dvm.Lineage;
import io.rmix.dvm.Member;
import io.rmix.dvm.Role;
import io.rmix.dvm.SharedConfiguration;
import io.rmix.dvm.View;
import io.rmix.dvm.ViewMember;
import io.rmix.dvm.protocol.link.Control;
import io.rmix.dvm.protocol.view.Holders;
import io.rmix.dvm.protocol.view.Proposal;
import io.rmix.dvm.protocol.view.ViewControl;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** All that is said about the largest view there can be fits into what members' endpoints take, also as base64 in XML. */
class LargestViewTest {
    /** The least that {@link MemberRmix} sets, whatever is configured. */
    private static final int MESSAGE_BYTES = 1 << 20;

    private static final Ballot BALLOT = new Ballot(Ballot.MAX_ATTEMPT, "n".repeat(64), Long.MAX_VALUE);

    @Test
    void whatIsSaidOfAViewOfManyMembersFits() {
        int each = View.MAX_BYTES / View.MAX_MEMBERS;
        fits(largest(View.MAX_MEMBERS, each));
    }

    @Test
    void whatIsSaidOfAViewOfMembersWithManyEndpointsFits() {
        List<String> endpoints = Collections.nCopies(16, "e".repeat(256));
        ViewMember one = new ViewMember(member(0), Role.LEARNER, endpoints);
        fits(largest(View.MAX_BYTES / View.bytes(List.of(one)), View.bytes(List.of(one))));
    }

    @Test
    void aLargerOneIsRefused() {
        List<ViewMember> members = largest(View.MAX_MEMBERS, View.MAX_BYTES / View.MAX_MEMBERS);
        members.set(0, new ViewMember(member(0), Role.VOTER, Collections.nCopies(16, "\u20ac".repeat(256))));
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> view(members));
        assertTrue(refused.getMessage().contains("use fewer or shorter endpoints"), refused.getMessage());
    }

    @Test
    void moreMembersThanFitCannotFound() {
        SharedConfiguration shared = SharedConfiguration.defaults("many");
        List<MemberAddress> members = new ArrayList<>();
        for (int i = 0; i < shared.maxMembers(); i++) {
            members.add(MemberAddress.of("n" + i, i, "grpc://127.0.0.1:" + (10_000 + i)));
        }
        NodeConfiguration.of("n0", members, shared);
        members.add(MemberAddress.of("more", 5000, "grpc://127.0.0.1:9999"));
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> NodeConfiguration.of("n0", members, shared));
        assertTrue(refused.getMessage().startsWith(members.size() + " members: with windows of"), refused.getMessage());
    }

    private static void fits(List<ViewMember> members) {
        View view = view(members);
        int size = members.size();
        Cut cut = new Cut(Collections.nCopies(size, Long.MAX_VALUE));
        Holders holders = new Holders(Collections.nCopies(size, List.of(size - 1, size - 1, size - 1)));
        Proposal proposal = new Proposal(BALLOT, view, cut);
        List<Integer> reports = IntStream.range(0, size).boxed().toList();
        for (Control message : List.of(
                new ViewControl.Accept(BALLOT, proposal, holders),
                new ViewControl.Decision(proposal, holders),
                new ViewControl.Promise(BALLOT, cut, BALLOT, proposal, reports),
                new ViewControl.PollAnswer(BALLOT, BALLOT, reports))) {
            SharedConfiguration shared = SharedConfiguration.defaults("d".repeat(64));
            Identity identity = Identity.of(shared, view, view.member(0), view.member(size - 1));
            int bytes = Messages.write(Messages.write(identity), message).getSerializedSize();
            assertTrue(bytes * 4L / 3 + 10_000 < MESSAGE_BYTES, bytes + " bytes of " + size + " members");
        }
    }

    private static View view(List<ViewMember> members) {
        return new View(Long.MAX_VALUE, BALLOT, new Lineage(Long.MAX_VALUE, Long.MAX_VALUE), members, 1);
    }

    /** Members that take all the bytes that they may. */
    private static List<ViewMember> largest(int size, int bytes) {
        List<ViewMember> members = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            List<String> endpoints = new ArrayList<>();
            for (int left = bytes - used(i, endpoints); left > 4; left = bytes - used(i, endpoints)) {
                endpoints.add("e".repeat(Math.min(256, left - 4)));
            }
            members.add(new ViewMember(member(i), Role.VOTER, endpoints));
        }
        assertEquals(size * bytes, View.bytes(members), 5L * size);
        return members;
    }

    private static int used(int index, List<String> endpoints) {
        return View.bytes(List.of(new ViewMember(member(index), Role.VOTER, endpoints)));
    }

    private static Member member(int index) {
        String number = String.valueOf(index);
        return new Member("n".repeat(64 - number.length()) + number, Long.MAX_VALUE - index, Integer.MAX_VALUE - index);
    }
}
