package io.rmix.dvm.runtime;

import io.rmix.dvm.Member;
import io.rmix.dvm.proto.v1.ControlMessage;
import io.rmix.dvm.proto.v1.Join;
import io.rmix.dvm.proto.v1.Neighbour;
import io.rmix.dvm.proto.v1.Ping;
import io.rmix.dvm.proto.v1.Place;
import io.rmix.dvm.proto.v1.Pong;
import io.rmix.dvm.protocol.view.JoinControl;
import io.rmix.dvm.protocol.view.Joiner;

/** What a process says that wants to be in a view, and what is answered, as messages and back; {@link Messages} is the way in. */
final class JoinMessages {
    private static final int NEIGHBOURS = 2;

    private JoinMessages() {}

    static ControlMessage.Builder write(ControlMessage.Builder into, JoinControl control) {
        return switch (control.kind()) {
            case JOIN -> into.setJoin(write((JoinControl.Join) control));
            case PLACE -> {
                JoinControl.Place place = (JoinControl.Place) control;
                yield into.setPlace(Place.newBuilder()
                        .setPredecessor(Messages.write(place.predecessor()))
                        .setSuccessor(Messages.write(place.successor())));
            }
            case PING -> into.setPing(Ping.newBuilder().setJoiner(write(((JoinControl.Ping) control).joiner())));
            case PONG -> into.setPong(Pong.getDefaultInstance());
        };
    }

    static JoinControl read(ControlMessage message) {
        return switch (message.getMessageCase()) {
            case JOIN -> read(message.getJoin());
            case PLACE ->
                new JoinControl.Place(
                        Messages.read(message.getPlace().getPredecessor()),
                        Messages.read(message.getPlace().getSuccessor()));
            case PING -> new JoinControl.Ping(read(message.getPing().getJoiner()));
            case PONG -> new JoinControl.Pong();
            default -> throw new IllegalArgumentException("nothing about joining");
        };
    }

    private static Join write(JoinControl.Join join) {
        Join.Builder written = Join.newBuilder().setJoiner(write(join.joiner()));
        for (Member each : join.proof()) {
            written.addProof(Neighbour.newBuilder()
                    .setMember(Messages.incarnation(each.name(), each.incarnation()))
                    .setPriority(each.priority()));
        }
        return written.build();
    }

    private static JoinControl.Join read(Join join) {
        return new JoinControl.Join(
                read(join.getJoiner()),
                Checked.atMost(NEIGHBOURS, join.getProofList(), "neighbours in a proof").stream()
                        .map(each -> Messages.member(each.getMember(), each.getPriority()))
                        .toList());
    }

    private static io.rmix.dvm.proto.v1.Joiner write(Joiner joiner) {
        Member member = joiner.member();
        return io.rmix.dvm.proto.v1.Joiner.newBuilder()
                .setMember(Messages.incarnation(member.name(), member.incarnation()))
                .setPriority(member.priority())
                .addAllEndpoints(Messages.utf8(joiner.endpoints()))
                .setProtocolVersion(joiner.protocolVersion())
                .build();
    }

    private static Joiner read(io.rmix.dvm.proto.v1.Joiner joiner) {
        return new Joiner(
                Messages.member(joiner.getMember(), joiner.getPriority()),
                Messages.endpoints(joiner.getEndpointsList()),
                Checked.number(joiner.getProtocolVersion(), 1, "protocol version of a joiner"));
    }
}
