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
import io.rmix.dvm.proto.v1.Known;
import io.rmix.dvm.proto.v1.Position;
import io.rmix.dvm.proto.v1.PositionQuery;
import io.rmix.dvm.proto.v1.Pull;
import io.rmix.dvm.proto.v1.Suspicion;
import io.rmix.dvm.protocol.link.Control;
import io.rmix.dvm.protocol.transfer.TransferControl;
import io.rmix.dvm.protocol.view.JoinControl;
import io.rmix.dvm.protocol.view.ViewControl;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

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
        Member source = member(identity.getSource(), 0);
        Incarnation target = identity.getTarget();
        return new Identity(
                Checked.number(identity.getProtocolVersion(), 1, "protocol version"),
                Checked.name(identity.getDvm()),
                Checked.number(identity.getViewNumber(), 0, "number of the view"),
                read(identity.getBallot()),
                lineage(identity.getLineage()),
                source.name(),
                source.incarnation(),
                target.getName().isEmpty() ? "" : member(target, 0).name(),
                target.getNumber(),
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
            case KNOWN -> {
                Control.Known known = (Control.Known) control;
                yield message.setKnown(Known.newBuilder()
                                .addAllReceived(known.received())
                                .addAllStable(known.stable()))
                        .build();
            }
            case SUSPICION -> {
                Control.Suspicion suspicion = (Control.Suspicion) control;
                yield message.setSuspicion(Suspicion.newBuilder()
                                .setSuspect(suspicion.suspect())
                                .setReason(ByteString.copyFromUtf8(suspicion.reason())))
                        .build();
            }
            case VIEW -> ViewMessages.write(message, (ViewControl) control).build();
            case JOIN -> JoinMessages.write(message, (JoinControl) control).build();
            case TRANSFER ->
                TransferMessages.write(message, (TransferControl) control).build();
        };
    }

    static Control read(ControlMessage message) {
        try {
            return content(message);
        } catch (IllegalArgumentException e) {
            String kind =
                    message.getMessageCase().name().toLowerCase(Locale.ROOT).replace('_', ' ');
            throw new IllegalArgumentException(kind + ": " + e.getMessage(), e);
        }
    }

    private static Control content(ControlMessage message) {
        return switch (message.getMessageCase()) {
            case HEARTBEAT -> new Control.Heartbeat(message.getHeartbeat().getLogEnd());
            case POSITION_QUERY -> new Control.PositionQuery();
            case POSITION ->
                new Control.Position(
                        message.getPosition().getPosition(),
                        message.getPosition().getHolding());
            case PULL -> new Control.Pull(message.getPull().getPosition());
            case KNOWN -> {
                Known known = message.getKnown();
                yield new Control.Known(
                        Checked.numbers(View.MAX_MEMBERS, known.getReceivedList(), "messages received"),
                        Checked.numbers(View.MAX_MEMBERS, known.getStableList(), "messages stable"));
            }
            case SUSPICION ->
                new Control.Suspicion(
                        Checked.index(message.getSuspicion().getSuspect(), "a suspect"),
                        Checked.reason(message.getSuspicion().getReason()));
            case POLL,
                    POLL_ANSWER,
                    PREPARE,
                    PROMISE,
                    REFUSAL,
                    ACCEPT,
                    ACCEPTED,
                    DECISION,
                    FETCH,
                    FETCHED,
                    INSTALLED,
                    ALL_INSTALLED,
                    BEHIND,
                    GONE,
                    LEAVE,
                    SYNCED -> ViewMessages.read(message);
            case JOIN, PLACE, PING, PONG -> JoinMessages.read(message);
            case SNAPSHOT_REQUEST, SNAPSHOT, CHUNK_REQUEST, CHUNK -> TransferMessages.read(message);
            case MESSAGE_NOT_SET -> throw new IllegalArgumentException("nothing in it that this version knows");
        };
    }

    static InstalledView write(View view) {
        InstalledView.Builder written = InstalledView.newBuilder()
                .setNumber(view.number())
                .setBallot(write(view.ballot()))
                .setLineage(write(view.lineage()))
                .setProtocolVersion(view.protocolVersion());
        view.members().forEach(each -> written.addMembers(write(each)));
        return written.build();
    }

    static View read(InstalledView view) {
        return new View(
                Checked.number(view.getNumber(), 1, "number of the view"),
                read(view.getBallot()),
                lineage(view.getLineage()),
                Checked.atMost(View.MAX_MEMBERS, view.getMembersList(), "members of a view").stream()
                        .map(Messages::read)
                        .toList(),
                Checked.number(view.getProtocolVersion(), 1, "protocol version of the view"));
    }

    static InstalledMember write(ViewMember member) {
        return InstalledMember.newBuilder()
                .setMember(incarnation(member.member().name(), member.member().incarnation()))
                .setPriority(member.member().priority())
                .setLearner(member.role() == Role.LEARNER)
                .addAllEndpoints(utf8(member.endpoints()))
                .build();
    }

    static ViewMember read(InstalledMember member) {
        return new ViewMember(
                member(member.getMember(), member.getPriority()),
                member.getLearner() ? Role.LEARNER : Role.VOTER,
                endpoints(member.getEndpointsList()));
    }

    static Member member(Incarnation incarnation, int priority) {
        return new Member(Checked.name(incarnation.getName()), incarnation.getNumber(), priority);
    }

    /** Endpoints on their way out. */
    static List<ByteString> utf8(List<String> endpoints) {
        return endpoints.stream().map(ByteString::copyFromUtf8).toList();
    }

    /** Endpoints that came in; {@link ViewMember} has their bounds. */
    static List<String> endpoints(List<ByteString> utf8) {
        return utf8.stream().map(ByteString::toStringUtf8).toList();
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

    static io.rmix.dvm.proto.v1.Ballot write(Ballot ballot) {
        return io.rmix.dvm.proto.v1.Ballot.newBuilder()
                .setAttempt(ballot.attempt())
                .setMember(incarnation(ballot.member(), ballot.incarnation()))
                .build();
    }

    static Ballot read(io.rmix.dvm.proto.v1.Ballot ballot) {
        if (ballot.getAttempt() == 0 && ballot.getMember().equals(Incarnation.getDefaultInstance())) {
            return Ballot.NONE;
        }
        Member member = member(ballot.getMember(), 0);
        return new Ballot(ballot.getAttempt(), member.name(), member.incarnation());
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
