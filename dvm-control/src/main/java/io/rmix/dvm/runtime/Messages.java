package io.rmix.dvm.runtime;

import com.google.protobuf.ByteString;
import io.rmix.dvm.Ballot;
import io.rmix.dvm.Identity;
import io.rmix.dvm.Lineage;
import io.rmix.dvm.Member;
import io.rmix.dvm.Role;
import io.rmix.dvm.View;
import io.rmix.dvm.ViewMember;
import io.rmix.dvm.proto.v1.ControlMessage;
import io.rmix.dvm.proto.v1.Heartbeat;
import io.rmix.dvm.proto.v1.Incarnation;
import io.rmix.dvm.proto.v1.InstalledMember;
import io.rmix.dvm.proto.v1.InstalledView;
import io.rmix.dvm.proto.v1.Position;
import io.rmix.dvm.proto.v1.PositionQuery;
import io.rmix.dvm.proto.v1.Pull;
import io.rmix.dvm.proto.v1.Suspicion;
import io.rmix.dvm.protocol.link.Control;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Values of the protocol as messages of {@code dvm.v1} and back. What comes in is checked: the methods that read throw {@link
 * IllegalArgumentException} with what is wrong.
 */
final class Messages {
    private Messages() {}

    static io.rmix.dvm.proto.v1.Identity write(Identity identity) {
        return io.rmix.dvm.proto.v1.Identity.newBuilder()
                .setProtocolVersion(identity.protocolVersion())
                .setDvm(text(identity.dvm()))
                .setViewNumber(identity.viewNumber())
                .setBallot(write(identity.ballot()))
                .setLineage(write(identity.lineage()))
                .setSource(incarnation(identity.source(), identity.sourceIncarnation()))
                .setTarget(incarnation(identity.target(), identity.targetIncarnation()))
                .setFingerprint(identity.fingerprint())
                .build();
    }

    static Identity read(io.rmix.dvm.proto.v1.Identity identity) {
        return new Identity(
                identity.getProtocolVersion(),
                text(identity.getDvm()),
                identity.getViewNumber(),
                read(identity.getBallot()),
                lineage(identity.getLineage()),
                text(identity.getSource().getName()),
                identity.getSource().getNumber(),
                text(identity.getTarget().getName()),
                identity.getTarget().getNumber(),
                identity.getFingerprint());
    }

    static ControlMessage write(io.rmix.dvm.proto.v1.Identity identity, Control control) {
        ControlMessage.Builder message = ControlMessage.newBuilder().setIdentity(identity);
        return switch (control.type()) {
            case HEARTBEAT ->
                message.setHeartbeat(Heartbeat.newBuilder().setLogEnd(((Control.Heartbeat) control).logEnd()))
                        .build();
            case POSITION_QUERY ->
                message.setPositionQuery(PositionQuery.getDefaultInstance()).build();
            case POSITION -> {
                Control.Position position = (Control.Position) control;
                yield message.setPosition(Position.newBuilder()
                                .setPosition(position.position())
                                .setHolding(position.holding()))
                        .build();
            }
            case PULL ->
                message.setPull(Pull.newBuilder().setPosition(((Control.Pull) control).position()))
                        .build();
            case SUSPICION -> {
                Control.Suspicion suspicion = (Control.Suspicion) control;
                yield message.setSuspicion(Suspicion.newBuilder()
                                .setSuspect(suspicion.suspect())
                                .setReason(ByteString.copyFromUtf8(suspicion.reason())))
                        .build();
            }
        };
    }

    static Control read(ControlMessage message) {
        return switch (message.getMessageCase()) {
            case HEARTBEAT -> new Control.Heartbeat(message.getHeartbeat().getLogEnd());
            case POSITION_QUERY -> new Control.PositionQuery();
            case POSITION ->
                new Control.Position(
                        message.getPosition().getPosition(),
                        message.getPosition().getHolding());
            case PULL -> new Control.Pull(message.getPull().getPosition());
            case SUSPICION ->
                new Control.Suspicion(
                        message.getSuspicion().getSuspect(),
                        message.getSuspicion().getReason().toStringUtf8());
            case MESSAGE_NOT_SET ->
                throw new IllegalArgumentException("a control message that says nothing this version knows");
        };
    }

    static InstalledView write(View view) {
        InstalledView.Builder written = InstalledView.newBuilder()
                .setNumber(view.number())
                .setBallot(write(view.ballot()))
                .setLineage(write(view.lineage()))
                .setProtocolVersion(view.protocolVersion());
        for (ViewMember each : view.members()) {
            written.addMembers(InstalledMember.newBuilder()
                    .setMember(incarnation(each.member().name(), each.member().incarnation()))
                    .setPriority(each.member().priority())
                    .setLearner(each.role() == Role.LEARNER));
        }
        return written.build();
    }

    static View read(InstalledView view) {
        return new View(
                view.getNumber(),
                read(view.getBallot()),
                lineage(view.getLineage()),
                view.getMembersList().stream().map(Messages::read).toList(),
                view.getProtocolVersion());
    }

    static Incarnation incarnation(String name, long number) {
        return Incarnation.newBuilder().setName(text(name)).setNumber(number).build();
    }

    static ByteString text(String ascii) {
        return ByteString.copyFrom(ascii, StandardCharsets.US_ASCII);
    }

    static String text(ByteString ascii) {
        return ascii.toString(StandardCharsets.US_ASCII);
    }

    private static ViewMember read(InstalledMember member) {
        return new ViewMember(
                new Member(
                        text(member.getMember().getName()), member.getMember().getNumber(), member.getPriority()),
                member.getLearner() ? Role.LEARNER : Role.VOTER);
    }

    private static io.rmix.dvm.proto.v1.Ballot write(Ballot ballot) {
        return io.rmix.dvm.proto.v1.Ballot.newBuilder()
                .setAttempt(ballot.attempt())
                .setMember(incarnation(ballot.member(), ballot.incarnation()))
                .build();
    }

    private static Ballot read(io.rmix.dvm.proto.v1.Ballot ballot) {
        return new Ballot(
                ballot.getAttempt(),
                text(ballot.getMember().getName()),
                ballot.getMember().getNumber());
    }

    private static ByteString write(Lineage lineage) {
        byte[] bytes = new byte[16];
        ByteBuffer.wrap(bytes).putLong(lineage.high()).putLong(lineage.low());
        return ByteString.copyFrom(bytes);
    }

    private static Lineage lineage(ByteString bytes) {
        if (bytes.size() != 16) {
            throw new IllegalArgumentException("a lineage of " + bytes.size() + " bytes: expected 16");
        }
        ByteBuffer buffer = bytes.asReadOnlyByteBuffer();
        return new Lineage(buffer.getLong(), buffer.getLong());
    }
}
