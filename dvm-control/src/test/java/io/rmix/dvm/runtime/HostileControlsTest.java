package io.rmix.dvm.runtime;

import static io.rmix.dvm.runtime.Hostile.ballot;
import static io.rmix.dvm.runtime.Hostile.contains;
import static io.rmix.dvm.runtime.Hostile.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import io.rmix.dvm.proto.v1.ControlMessage;
import io.rmix.dvm.proto.v1.ControlMessage.MessageCase;
import io.rmix.dvm.proto.v1.Neighbour;
import io.rmix.dvm.protocol.link.Control;
import io.rmix.dvm.protocol.view.ViewControl;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Control messages that no member would write are refused, with what is wrong; nothing of them gets to the core. */
class HostileControlsTest {
    /** Those that say all they have to say by being there. */
    private static final Set<MessageCase> EMPTY = EnumSet.of(
            MessageCase.HEARTBEAT,
            MessageCase.POSITION_QUERY,
            MessageCase.POSITION,
            MessageCase.PULL,
            MessageCase.KNOWN,
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
    void transfers() {
        refused(
                "snapshot-request",
                m -> m.getSnapshotRequestBuilder().setAttempt(-1),
                "attempt is 18446744073709551615");
        refused("snapshot", m -> m.getSnapshotBuilder().setAttempt(0), "attempt is 0: expected 1 to ");
        refused("snapshot", m -> m.getSnapshotBuilder().setViewNumber(-1), "number of the view is 1844");
        refused("snapshot", m -> m.getSnapshotBuilder().clearViewNumber(), "number of the view is 0: expected 1 to ");
        refused("snapshot", m -> m.getSnapshotBuilder().setDeliveries(-1), "number of deliveries is 1844");
        refused("snapshot", m -> m.getSnapshotBuilder().setSize(-1), "size is 1844");
        refused("chunk-request", m -> m.getChunkRequestBuilder().setOffset(-1), "offset is 1844");
        refused(
                "chunk",
                m -> m.getChunkBuilder().setOffset(Long.MIN_VALUE),
                "offset is 9223372036854775808: expected 0");
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
        identity(i -> i.setBallot(ballot(-1, "a", 0)), "attempt is -1: expected 0 to ");
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
}
