package io.rmix.dvm.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import io.rmix.dvm.View;
import io.rmix.dvm.proto.v1.Ballot;
import io.rmix.dvm.proto.v1.ControlMessage;
import io.rmix.dvm.proto.v1.ControlMessage.MessageCase;
import io.rmix.dvm.proto.v1.Holders;
import io.rmix.dvm.proto.v1.Incarnation;
import io.rmix.dvm.proto.v1.InstalledMember;
import io.rmix.dvm.proto.v1.Neighbour;
import io.rmix.dvm.protocol.link.Control;
import io.rmix.dvm.protocol.view.ViewControl;
import io.rmix.dvm.runtime.ControlSamples.Sample;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Control messages that no member would write are refused, with what is wrong; nothing of them gets to the core. */
class HostileControlsTest {
    /** Those that say all they have to say by being there. */
    private static final Set<MessageCase> EMPTY = EnumSet.of(
            MessageCase.HEARTBEAT,
            MessageCase.POSITION_QUERY,
            MessageCase.POSITION,
            MessageCase.PULL,
            MessageCase.SUSPICION,
            MessageCase.FETCH,
            MessageCase.FETCHED,
            MessageCase.INSTALLED,
            MessageCase.ALL_INSTALLED,
            MessageCase.BEHIND,
            MessageCase.GONE,
            MessageCase.LEAVE,
            MessageCase.SYNCED,
            MessageCase.PONG);

    @Test
    void nothingKnown() {
        String expected = "message not set: nothing in it that this version knows";
        assertEquals(expected, refused(ControlMessage.getDefaultInstance()));
        UnknownFieldSet.Field field = UnknownFieldSet.Field.newBuilder()
                .addLengthDelimited(ByteString.EMPTY)
                .build();
        assertEquals(
                expected,
                refused(ControlMessage.newBuilder()
                        .setUnknownFields(UnknownFieldSet.newBuilder()
                                .addField(1000, field)
                                .build())
                        .build()));
    }

    /** An empty message is one with all fields at their defaults: it is taken where that says something, else refused. */
    @Test
    void emptyMessages() {
        for (var each : ControlMessage.getDescriptor().getOneofs().get(0).getFields()) {
            ControlMessage.Builder builder = ControlMessage.newBuilder();
            ControlMessage message = builder.setField(
                            each, builder.newBuilderForField(each).build())
                    .build();
            if (EMPTY.contains(message.getMessageCase())) {
                Messages.read(message);
            } else {
                assertTrue(refused(message).startsWith(each.getName().replace('_', ' ') + ": "), each.getName());
            }
        }
    }

    @Test
    void ballots() {
        Ballot none = Messages.write(io.rmix.dvm.Ballot.NONE);
        Ballot negative = ballot(-1, "a", 1);
        refused("poll", m -> m.getPollBuilder().setBallot(none), "attempt of a ballot is 0: expected 1 to ");
        refused("poll", m -> m.getPollBuilder().setBallot(negative), "attempt of a ballot is 18446744073709551615");
        refused("prepare", m -> m.getPrepareBuilder().setBallot(ballot(1, "", 1)), "member name ''");
        refused("accepted", m -> m.getAcceptedBuilder().setBallot(ballot(1, "a b", 1)), "member name 'a?b'");
        refused("refusal", m -> m.getRefusalBuilder().setPromised(ballot(1, "a", -1)), "incarnation of a is -1");
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
                "attempt of a ballot is 18446744073709551615");
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

    @Test
    void joins() {
        refused("join", m -> m.getJoinBuilder().clearJoiner(), "member name ''");
        refused("join", m -> m.getJoinBuilder().removeProof(0), "proof of 1 neighbours: expected none or two");
        refused(
                "join",
                m -> m.getJoinBuilder().addProof(Neighbour.getDefaultInstance()),
                "3 neighbours in a proof: expected at most 2");
        refused("join", m -> m.getJoinBuilder().getProofBuilder(1).clearMember(), "member name ''");
        refused("ping", m -> m.getPingBuilder().getJoinerBuilder().setProtocolVersion(0), "of a joiner is 0");
        refused(
                "ping",
                m -> m.getPingBuilder().getJoinerBuilder().setProtocolVersion(-1),
                "protocol version of a joiner is 4294967295");
        refused(
                "ping",
                m -> m.getPingBuilder().getJoinerBuilder().addAllEndpoints(Collections.nCopies(16, ByteString.EMPTY)),
                "has 18 endpoints");
        refused("place", m -> m.getPlaceBuilder().clearPredecessor(), "member name ''");
        refused("place", m -> m.getPlaceBuilder().clearSuccessor(), "member name ''");
    }

    @Test
    void reasonsAreCut() {
        ByteString longest = ByteString.copyFromUtf8("\u2014".repeat(100_000));
        ControlMessage.Builder message = ControlMessage.newBuilder();
        message.getGoneBuilder().setReason(longest);
        ViewControl.Gone gone = (ViewControl.Gone) Messages.read(message.build());
        assertEquals("\u2014".repeat(500), gone.reason());
        message.getSuspicionBuilder().setReason(longest);
        assertEquals("\u2014".repeat(500), ((Control.Suspicion) Messages.read(message.build())).reason());
        ControlMessage written =
                Messages.write(Messages.write(ControlSamples.INSIDE), new ViewControl.Gone(1, "\u2014".repeat(501)));
        assertEquals(1500, written.getGone().getReason().size());
        refused("gone", m -> m.getGoneBuilder().setView(-1), "number of the view is 18446744073709551615");
    }

    @Test
    void suspects() {
        ControlMessage.Builder message = ControlMessage.newBuilder();
        message.getSuspicionBuilder().setSuspect(-1);
        assertEquals("suspicion: ring index of a suspect is 4294967295: expected 0 to 1023", refused(message.build()));
    }

    @Test
    void identities() {
        identity(i -> i.getSourceBuilder().clearName(), "member name ''");
        identity(i -> i.getSourceBuilder().setNumber(-1), "incarnation of alice is -1");
        identity(i -> i.getTargetBuilder().setName(Messages.text("b b")), "member name 'b?b'");
        identity(i -> i.getTargetBuilder().setName(Messages.text("b".repeat(65))), "a name has 65 bytes");
        identity(i -> i.setDvm(Messages.text("d".repeat(65))), "a name has 65 bytes");
        identity(i -> i.setViewNumber(-1), "number of the view is 18446744073709551615");
        identity(i -> i.setProtocolVersion(-1), "protocol version is 4294967295");
        identity(i -> i.setBallot(ballot(-1, "a", 0)), "attempt of a ballot is 18446744073709551615");
        identity(i -> i.clearLineage(), "a lineage of 0 bytes");
    }

    private static void identity(Consumer<io.rmix.dvm.proto.v1.Identity.Builder> change, String expected) {
        var builder = Messages.write(ControlSamples.INSIDE).toBuilder();
        change.accept(builder);
        contains(
                expected,
                assertThrows(IllegalArgumentException.class, () -> Messages.read(builder.build()))
                        .getMessage());
    }

    /** In all three messages that have a proposal. */
    private static void proposedView(Consumer<io.rmix.dvm.proto.v1.InstalledView.Builder> change, String expected) {
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

    /** A sample is read, and refused once it is changed. */
    private static void refused(String sample, Consumer<ControlMessage.Builder> change, String expected) {
        Sample good = Stream.concat(ControlSamples.views().stream(), ControlSamples.joins().stream())
                .filter(each -> each.name().equals(sample))
                .findFirst()
                .orElseThrow();
        ControlMessage.Builder message = Messages.write(Messages.write(good.identity()), good.message()).toBuilder();
        assertEquals(good.message(), Messages.read(message.build()));
        change.accept(message);
        String text = refused(message.build());
        contains(expected, text);
        assertTrue(text.startsWith(sample.replace('-', ' ') + ": "), text);
    }

    private static String refused(ControlMessage message) {
        return assertThrows(IllegalArgumentException.class, () -> Messages.read(message))
                .getMessage();
    }

    private static void contains(String expected, String text) {
        assertTrue(text.contains(expected), () -> "expected '" + expected + "' in '" + text + "'");
    }

    private static Ballot ballot(long attempt, String member, long incarnation) {
        return Ballot.newBuilder()
                .setAttempt(attempt)
                .setMember(incarnation(member, incarnation))
                .build();
    }

    private static InstalledMember.Builder member(String name, long incarnation) {
        return InstalledMember.newBuilder()
                .setMember(incarnation(name, incarnation))
                .setPriority(100);
    }

    private static Incarnation incarnation(String name, long number) {
        return Incarnation.newBuilder()
                .setName(ByteString.copyFromUtf8(name))
                .setNumber(number)
                .build();
    }
}
