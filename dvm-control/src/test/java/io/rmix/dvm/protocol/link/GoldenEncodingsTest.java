package io.rmix.dvm.protocol.link;

import static io.rmix.dvm.Vectors.golden;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import com.google.protobuf.TextFormat;
import io.rmix.dvm.Ballot;
import io.rmix.dvm.Identity;
import io.rmix.dvm.Lineage;
import io.rmix.dvm.SharedConfiguration;
import io.rmix.dvm.proto.v1.ControlMessage;
import io.rmix.dvm.proto.v1.Frame;
import io.rmix.dvm.proto.v1.Heartbeat;
import io.rmix.dvm.proto.v1.Known;
import io.rmix.dvm.proto.v1.Position;
import io.rmix.dvm.proto.v1.PositionQuery;
import io.rmix.dvm.proto.v1.Pull;
import io.rmix.dvm.proto.v1.Suspicion;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The bytes of frames and control messages. */
class GoldenEncodingsTest {
    private static final SharedConfiguration SHARED = SharedConfiguration.defaults("payroll");

    private static final Identity IDENTITY = new Identity(
            1,
            "payroll",
            7,
            new Ballot(2, "carol", 1_763_900_000_003L),
            new Lineage(0x0011223344556677L, 0x8899aabbccddeeffL),
            "alice",
            1_763_900_000_001L,
            "bob",
            1_763_900_000_002L,
            SHARED.fingerprint());

    @Test
    void frameWithMessages() throws IOException {
        frame("dvm-frame-messages", 0, "An atomic message and a reliable one, at the beginning of a log.", messages());
    }

    @Test
    void frameWithCounters() throws IOException {
        frame(
                "dvm-frame-counters",
                0x1_0000_0040L,
                "One counter entry: origin 0 grew by 3 stable, origin 2 by 1 stable and 70,000 done.",
                counters());
    }

    @Test
    void frameWithBoth() throws IOException {
        byte[] first = messages();
        byte[] second = counters();
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        frame("dvm-frame-both", 300, "Two messages, then counters, which never overtake them.", both);
    }

    @Test
    void frameOfOneMember() throws IOException {
        FrameCodec reader = new FrameCodec(IDENTITY);
        Identity other = new Identity(1, "x", 1, new Ballot(0, "a", 0), new Lineage(0, 0), "a", 0, "b", 5, 0);
        ByteBuffer bytes = encode(new FrameCodec(other), 9, messages());
        reader.read(bytes);
        assertEquals(other, reader.identity());
        assertEquals(
                other, identity(Frame.parseFrom(bytes.array()).getIdentity()), "fields at their defaults are left out");
    }

    @Test
    void controlMessages() throws IOException {
        control(
                "heartbeat",
                "The log of the sender ends at 1,000,000.",
                builder().setHeartbeat(Heartbeat.newBuilder().setLogEnd(1_000_000)));
        control(
                "position-query",
                "How far have you come?",
                builder().setPositionQuery(PositionQuery.getDefaultInstance()));
        control(
                "position",
                "Everything below 4,096 is taken, and no more for now.",
                builder().setPosition(Position.newBuilder().setPosition(4096).setHolding(true)));
        control(
                "pull",
                "Send again from 4,096.",
                builder().setPull(Pull.newBuilder().setPosition(4096)));
        control(
                "known",
                "Of the three members' messages 7, none and 5 have come; the seventh of the first is not known to be everywhere.",
                builder()
                        .setKnown(Known.newBuilder()
                                .addAllReceived(List.of(7L, 0L, 5L))
                                .addAllStable(List.of(6L, 0L, 5L))));
        control(
                "suspicion",
                "Member 2 is suspected.",
                builder()
                        .setSuspicion(Suspicion.newBuilder()
                                .setSuspect(2)
                                .setReason(ByteString.copyFromUtf8("silent for 3000 ms"))));
    }

    @Test
    void fingerprint() throws IOException {
        golden(
                "dvm-fingerprint",
                "FNV-1a, 64 bits, of \"payroll;1048576;262144;262176;200;3000;60000\", big endian here: dvm, windowBytes, maxMessageBytes,\n"
                        + "maxFrameBytes, heartbeat, suspicionTimeout and formationTimeout in milliseconds.",
                ByteBuffer.allocate(8).putLong(SHARED.fingerprint()).array());
    }

    private static void frame(String name, long position, String what, byte[] entries) throws IOException {
        byte[] bytes = encode(new FrameCodec(IDENTITY), position, entries).array();
        Frame generated = Frame.newBuilder()
                .setIdentity(generated())
                .setPosition(position)
                .setEntries(ByteString.copyFrom(entries))
                .build();
        assertArrayEquals(generated.toByteArray(), bytes, "the codec writes what the generated class writes");
        FrameCodec reader = new FrameCodec(IDENTITY);
        reader.read(ByteBuffer.wrap(bytes).asReadOnlyBuffer());
        assertSame(IDENTITY, reader.identity());
        assertEquals(position, reader.position());
        assertEquals(ByteBuffer.wrap(entries), reader.entries());
        golden(name, what + "\n" + EntryText.of(entries) + text(generated), bytes);
    }

    private static void control(String name, String what, ControlMessage.Builder message) throws IOException {
        ControlMessage built = message.build();
        golden("dvm-control-" + name, what + "\n" + text(built), built.toByteArray());
    }

    private static ByteBuffer encode(FrameCodec codec, long position, byte[] entries) {
        ByteBuffer out = ByteBuffer.allocate(codec.size(position, entries.length));
        codec.write(out, position, entries, 0, entries.length);
        assertEquals(0, out.remaining(), "size() tells the size");
        return out.flip();
    }

    private static byte[] messages() {
        LinkLog log = new LinkLog(1024, 128);
        log.append(
                Entry.ATOMIC,
                0,
                1,
                1,
                1_763_900_000_123L,
                "pay alice".getBytes(java.nio.charset.StandardCharsets.US_ASCII),
                0,
                9);
        log.append(Entry.RELIABLE, 2, 513, 0x10203, -1, new byte[0], 0, 0);
        return Arrays.copyOf(log.bytes(), (int) log.end());
    }

    private static byte[] counters() {
        LinkLog log = new LinkLog(1024, 128);
        int at = log.appendCounters(2);
        Entry.pair(log.bytes(), at, 0, 0, Entry.TOLD, 3, 0);
        Entry.pair(log.bytes(), at, 1, 2, 0, 1, 70_000);
        return Arrays.copyOf(log.bytes(), (int) log.end());
    }

    private static ControlMessage.Builder builder() {
        return ControlMessage.newBuilder().setIdentity(generated());
    }

    private static io.rmix.dvm.proto.v1.Identity generated() {
        try {
            return io.rmix.dvm.proto.v1.Identity.parseFrom(IdentityCodec.encode(IDENTITY));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Identity identity(io.rmix.dvm.proto.v1.Identity from) {
        ByteBuffer lineage = from.getLineage().asReadOnlyByteBuffer();
        return new Identity(
                from.getProtocolVersion(),
                from.getDvm().toStringUtf8(),
                from.getViewNumber(),
                new Ballot(
                        from.getBallot().getAttempt(),
                        from.getBallot().getMember().getName().toStringUtf8(),
                        from.getBallot().getMember().getNumber()),
                new Lineage(lineage.getLong(), lineage.getLong()),
                from.getSource().getName().toStringUtf8(),
                from.getSource().getNumber(),
                from.getTarget().getName().toStringUtf8(),
                from.getTarget().getNumber(),
                from.getFingerprint());
    }

    private static String text(Message message) {
        return TextFormat.printer().printToString(message);
    }
}
