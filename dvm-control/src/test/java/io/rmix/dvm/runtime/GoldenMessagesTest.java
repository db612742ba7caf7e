package io.rmix.dvm.runtime;

import static io.rmix.dvm.Vectors.golden;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.TextFormat;
import io.rmix.dvm.Ballot;
import io.rmix.dvm.Lineage;
import io.rmix.dvm.Member;
import io.rmix.dvm.Role;
import io.rmix.dvm.SharedConfiguration;
import io.rmix.dvm.Vectors;
import io.rmix.dvm.View;
import io.rmix.dvm.ViewMember;
import io.rmix.dvm.proto.v1.ControlMessage;
import io.rmix.dvm.proto.v1.Frame;
import io.rmix.dvm.proto.v1.Hello;
import io.rmix.dvm.proto.v1.HelloAnswer;
import io.rmix.dvm.proto.v1.Poll;
import io.rmix.dvm.proto.v1.Present;
import io.rmix.dvm.proto.v1.Waiting;
import io.rmix.dvm.service.CommandContext;
import io.rmix.dvm.service.HostedService;
import io.rmix.dvm.service.ReplicatedService;
import io.rmix.dvm.service.ReplicatedService.Snapshot;
import io.rmix.dvm.service.ServiceTable.State;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The bytes of formation and of hashes; and that all messages of proto/dvm are among the golden ones, with all of their fields. */
class GoldenMessagesTest {
    private static final View VIEW = new View(
            1,
            new Ballot(0, "alice", 1_763_900_000_001L),
            new Lineage(0x0011223344556677L, 0x8899aabbccddeeffL),
            List.of(
                    ViewMember.voter(new Member("alice", 1_763_900_000_001L, 3)),
                    ViewMember.voter(new Member("bob", 1_763_900_000_002L, -1)),
                    new ViewMember(new Member("carol", 1_763_900_000_003L, 0), Role.LEARNER, List.of())),
            1);

    @Test
    void hello() throws IOException {
        NodeConfiguration bob = NodeConfiguration.of(
                        "bob",
                        List.of(MemberAddress.of("bob", -1, "local://bob")),
                        SharedConfiguration.defaults("payroll"))
                .withService(HostedService.of("queue", new NoState()))
                .withService(HostedService.of("ledger", new NoState()));
        Hello hello = Greeter.hello(
                bob.shared(), Agreement.of(bob), VIEW.members().get(1).member());
        message("dvm-hello", "bob has started.", hello);
    }

    @Test
    void helloAnswers() throws IOException {
        message(
                "dvm-hello-answer-waiting",
                "bob and carol have not said hello.",
                HelloAnswer.newBuilder()
                        .setWaiting(Waiting.newBuilder()
                                .addMissing(Messages.text("bob"))
                                .addMissing(Messages.text("carol")))
                        .build());
        HelloAnswer view =
                HelloAnswer.newBuilder().setView(Messages.write(VIEW)).build();
        message("dvm-hello-answer-view", "The view of three members, the third of them a learner.", view);
        assertEquals(VIEW, Messages.read(view.getView()));
        message(
                "dvm-hello-answer-refused",
                "Another DVM.",
                HelloAnswer.newBuilder()
                        .setRefused(Messages.text("DVM: here payroll, there stock"))
                        .build());
        message(
                "dvm-hello-answer-present",
                "alice, who answers, is in view 7.",
                HelloAnswer.newBuilder()
                        .setPresent(Present.newBuilder().setView(7))
                        .setMember(Messages.incarnation("alice", 1_763_900_000_001L))
                        .build());
    }

    private static final class NoState implements ReplicatedService {
        @Override
        public byte[] apply(CommandContext context, byte[] command) {
            return command;
        }

        @Override
        public Snapshot snapshot() {
            return out -> {};
        }

        @Override
        public void restore(InputStream in) {}
    }

    @Test
    void orderHash() throws IOException {
        OrderHash hash = new OrderHash();
        hash.add(1, 1, 0, 1, new byte[] {'a', 'b'}, 0, 2);
        hash.add(1, 2, 1, 1, new byte[] {'c'}, 0, 1);
        golden(
                "dvm-order-hash",
                "In view 1, position 1: origin 0, s = 1, payload 61 62; position 2: origin 1, s = 1, payload 63.\n"
                        + "The digits as they are written.",
                HexFormat.of().parseHex(hash.toString()));
    }

    @Test
    void stateHash() throws IOException {
        Snapshot two = out -> out.write("two".getBytes(StandardCharsets.US_ASCII));
        Snapshot empty = out -> {};
        golden(
                "dvm-state-hash",
                "Two services: \"a\", whose snapshot is the three bytes 74 77 6f, and \"b\", whose snapshot is empty.",
                HexFormat.of().parseHex(StateHash.of(List.of(new State("a", two), new State("b", empty)))));
    }

    /** Every field of every message that is told on the wire is set in some vector. */
    @Test
    void nothingIsLeftOut() throws IOException {
        Set<String> all = new TreeSet<>();
        for (Descriptor each : List.of(
                Frame.getDescriptor(),
                ControlMessage.getDescriptor(),
                Poll.getDescriptor(),
                Hello.getDescriptor(),
                HelloAnswer.getDescriptor())) {
            FileDescriptor file = each.getFile();
            file.getMessageTypes().forEach(type -> type.getFields().forEach(field -> all.add(field.getFullName())));
        }
        Set<String> set = new TreeSet<>();
        for (String name : Vectors.names("dvm-")) {
            if (name.startsWith("dvm-frame-")) {
                collect(Frame.parseFrom(Vectors.read(name)), set);
            } else if (name.startsWith("dvm-control-")) {
                collect(ControlMessage.parseFrom(Vectors.read(name)), set);
            } else if (name.equals("dvm-hello")) {
                collect(Hello.parseFrom(Vectors.read(name)), set);
            } else if (name.startsWith("dvm-hello-answer-")) {
                collect(HelloAnswer.parseFrom(Vectors.read(name)), set);
            }
        }
        assertEquals(all, set);
    }

    private static void collect(Message message, Set<String> into) {
        message.getAllFields().forEach((field, value) -> {
            into.add(field.getFullName());
            if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
                List<?> values = field.isRepeated() ? (List<?>) value : List.of(value);
                for (Object each : values) {
                    collect((Message) each, into);
                }
            }
        });
    }

    private static void message(String name, String what, Message message) throws IOException {
        golden(name, what + "\n" + TextFormat.printer().printToString(message), message.toByteArray());
    }
}
