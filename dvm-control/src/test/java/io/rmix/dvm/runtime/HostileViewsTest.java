package io.rmix.dvm.runtime;

import static io.rmix.dvm.runtime.Hostile.ballot;
import static io.rmix.dvm.runtime.Hostile.incarnation;
import static io.rmix.dvm.runtime.Hostile.refused;

import com.google.protobuf.ByteString;
import io.rmix.dvm.View;
import io.rmix.dvm.proto.v1.Ballot;
import io.rmix.dvm.proto.v1.Holders;
import io.rmix.dvm.proto.v1.InstalledMember;
import io.rmix.dvm.proto.v1.InstalledView;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Messages on the next view that no member would write are refused, with what is wrong. */
class HostileViewsTest {
    @Test
    void ballots() {
        Ballot none = Messages.write(io.rmix.dvm.Ballot.NONE);
        Ballot negative = ballot(-1, "a", 1);
        refused("poll", m -> m.getPollBuilder().setBallot(none), "attempt of a ballot is 0: expected 1 to ");
        refused("poll", m -> m.getPollBuilder().setBallot(negative), "attempt is -1: expected 0 to ");
        refused("prepare", m -> m.getPrepareBuilder().setBallot(ballot(1, "", 1)), "member name ''");
        refused("accepted", m -> m.getAcceptedBuilder().setBallot(ballot(1, "a b", 1)), "member name 'a?b'");
        refused("refusal", m -> m.getRefusalBuilder().setPromised(ballot(1, "a", -1)), "incarnation of a is -1");
        refused(
                "refusal",
                m -> m.getRefusalBuilder().setPromised(ballot(1L << 49, "a", 1)),
                "attempt is 562949953421312");
        refused("refusal", m -> m.getRefusalBuilder().clearPromised(), "attempt of a ballot is 0");
        refused(
                "poll-answer",
                m -> m.getPollAnswerBuilder().setPromised(ballot(0, "a", 1)),
                "attempt of a ballot is 0");
        refused(
                "accept",
                m -> m.getAcceptBuilder().setBallot(ballot(1, "a".repeat(65), 1)),
                "a name has 65 bytes: expected at most 64");
    }

    @Test
    void promises() {
        refused("promise", m -> m.getPromiseBuilder().clearProposal(), "without the proposal that was accepted in it");
        refused("promise", m -> m.getPromiseBuilder().clearAccepted(), "a proposal without the ballot");
        refused("promise", m -> m.getPromiseBuilder().addReceived(-1), "a cut holds sequence numbers of 0 or more");
        refused(
                "promise",
                m -> m.getPromiseBuilder().addAllReceived(Collections.nCopies(1022, 1L)),
                "1025 origins in a cut: expected at most 1024");
        refused("promise", m -> m.getPromiseBuilder().addReports(-1), "ring index of reports is 4294967295");
        refused(
                "poll-answer",
                m -> m.getPollAnswerBuilder().addReports(View.MAX_MEMBERS),
                "ring index of reports is 1024: expected 0 to 1023");
        refused(
                "poll-answer",
                m -> m.getPollAnswerBuilder().addAllReports(Collections.nCopies(1025, 1)),
                "1027 reports: expected at most 1024");
    }

    @Test
    void proposals() {
        refused("accept", m -> m.getAcceptBuilder().clearProposal(), "no proposal, or one without a view");
        refused("decision", m -> m.getDecisionBuilder().getProposalBuilder().clearView(), "no proposal");
        refused(
                "decision",
                m -> m.getDecisionBuilder().getProposalBuilder().setAfter(ballot(-1, "a", 1)),
                "attempt is -1: expected 0 to ");
        refused("decision", m -> m.getDecisionBuilder().getProposalBuilder().addCut(-5), "not -5");
        refused(
                "decision",
                m -> m.getDecisionBuilder().getProposalBuilder().addAllCut(Collections.nCopies(1022, 0L)),
                "1025 origins in a cut");
        proposedView(v -> v.setNumber(0), "number of the view is 0: expected 1 to ");
        proposedView(v -> v.setNumber(-1), "number of the view is 18446744073709551615");
        proposedView(v -> v.setProtocolVersion(0), "protocol version of the view is 0");
        proposedView(v -> v.setLineage(ByteString.EMPTY), "a lineage of 0 bytes: expected 16");
        proposedView(v -> v.clearMembers(), "a view has 1 to 1024 members, not 0");
        proposedView(v -> v.getMembersBuilderList().forEach(each -> each.setLearner(true)), "at least one voter");
        proposedView(v -> v.addMembers(v.getMembers(0)), "member name alice occurs twice");
        proposedView(
                v -> v.addMembers(member("eve", 1).setPriority(3)), "priority 3 of eve belongs to another member too");
        proposedView(
                v -> v.addAllMembers(Collections.nCopies(1022, InstalledMember.getDefaultInstance())),
                "1025 members of a view: expected at most 1024");
        proposedView(v -> v.addMembers(member("e/ve", 1)), "member name 'e/ve'");
        proposedView(v -> v.addMembers(member("\n\u00ff", 1)), "member name '???'");
        proposedView(v -> v.addMembers(member("eve", -1)), "incarnation of eve is -1");
        proposedView(
                v -> v.addMembers(member("eve", 1).addAllEndpoints(Collections.nCopies(17, ByteString.EMPTY))),
                "eve#1 has 17 endpoints: at most 16");
        proposedView(
                v -> v.addMembers(member("eve", 1).addEndpoints(ByteString.copyFromUtf8("x".repeat(257)))),
                "at most 16 of 256 characters");
    }

    @Test
    void holders() {
        refused(
                "accept",
                m -> m.getAcceptBuilder().addHolders(Holders.newBuilder().addMembers(-2)),
                "ring index of holders of an origin is 4294967294");
        refused(
                "decision",
                m -> m.getDecisionBuilder().addHolders(Holders.newBuilder().addAllMembers(List.of(0, 1, 2, 3))),
                "4 holders of an origin: expected at most 3");
        refused(
                "decision",
                m -> m.getDecisionBuilder().addAllHolders(Collections.nCopies(1022, Holders.getDefaultInstance())),
                "1025 origins with holders: expected at most 1024");
    }

    @Test
    void fetches() {
        refused("fetch", m -> m.getFetchBuilder().setOrigin(-1), "ring index of an origin is 4294967295");
        refused("fetch", m -> m.getFetchBuilder().setOrigin(65_536), "ring index of an origin is 65536");
        refused("fetch", m -> m.getFetchBuilder().setAfter(-1), "the last message that the asker has is 1844");
        refused("fetch", m -> m.getFetchBuilder().setThrough(-1), "the last message that it wants is 1844");
    }

    /** In all three messages that have a proposal. */
    private static void proposedView(Consumer<InstalledView.Builder> change, String expected) {
        refused(
                "promise",
                m -> change.accept(m.getPromiseBuilder().getProposalBuilder().getViewBuilder()),
                expected);
        refused(
                "accept",
                m -> change.accept(m.getAcceptBuilder().getProposalBuilder().getViewBuilder()),
                expected);
        refused(
                "decision",
                m -> change.accept(m.getDecisionBuilder().getProposalBuilder().getViewBuilder()),
                expected);
    }

    private static InstalledMember.Builder member(String name, long incarnation) {
        return InstalledMember.newBuilder()
                .setMember(incarnation(name, incarnation))
                .setPriority(100);
    }
}
