package io.rmix.dvm.protocol.link;

import io.rmix.dvm.Ballot;
import io.rmix.dvm.Identity;
import io.rmix.dvm.Lineage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The bytes of {@code dvm.v1.Identity}, fields in their order, defaults left out, as every protobuf encoder writes them. */
final class IdentityCodec {
    /** Names have at most 64 characters, so no identity is longer. */
    private static final int LONGEST = 512;

    private static final int LONGEST_NAME = 64;

    private IdentityCodec() {}

    static byte[] encode(Identity identity) {
        ByteBuffer out = ByteBuffer.allocate(LONGEST).order(ByteOrder.LITTLE_ENDIAN);
        putNumber(out, 1, identity.protocolVersion());
        putBytes(out, 2, identity.dvm().getBytes(StandardCharsets.US_ASCII));
        putNumber(out, 3, identity.viewNumber());
        ByteBuffer ballot = ByteBuffer.allocate(LONGEST);
        putNumber(ballot, 1, identity.ballot().attempt());
        putMessage(
                ballot,
                2,
                incarnation(identity.ballot().member(), identity.ballot().incarnation()));
        putMessage(out, 4, written(ballot));
        byte[] lineage = new byte[16];
        ByteBuffer.wrap(lineage)
                .putLong(identity.lineage().high())
                .putLong(identity.lineage().low());
        putBytes(out, 5, lineage);
        putMessage(out, 6, incarnation(identity.source(), identity.sourceIncarnation()));
        putMessage(out, 7, incarnation(identity.target(), identity.targetIncarnation()));
        if (identity.fingerprint() != 0) {
            out.put((byte) (8 << 3 | 1)).putLong(identity.fingerprint());
        }
        return written(out);
    }

    static Identity decode(ByteBuffer in) {
        long version = 0;
        String dvm = "";
        long view = 0;
        Ballot ballot = new Ballot(0, "", 0);
        Lineage lineage = new Lineage(0, 0);
        Incarnation source = Incarnation.NONE;
        Incarnation target = Incarnation.NONE;
        long fingerprint = 0;
        while (in.hasRemaining()) {
            int tag = Protobuf.tag(in);
            switch (tag) {
                case 1 << 3 -> version = Protobuf.varint(in);
                case 2 << 3 | 2 -> dvm = name(Protobuf.bytes(in));
                case 3 << 3 -> view = Protobuf.varint(in);
                case 4 << 3 | 2 -> ballot = ballot(Protobuf.bytes(in));
                case 5 << 3 | 2 -> lineage = lineage(Protobuf.bytes(in));
                case 6 << 3 | 2 -> source = incarnation(Protobuf.bytes(in));
                case 7 << 3 | 2 -> target = incarnation(Protobuf.bytes(in));
                case 8 << 3 | 1 -> fingerprint = in.getLong();
                default -> Protobuf.skip(in, tag);
            }
        }
        return new Identity(
                (int) version,
                dvm,
                view,
                ballot,
                lineage,
                source.name,
                source.number,
                target.name,
                target.number,
                fingerprint);
    }

    private record Incarnation(String name, long number) {
        private static final Incarnation NONE = new Incarnation("", 0);
    }

    private static Ballot ballot(ByteBuffer in) {
        long attempt = 0;
        Incarnation member = Incarnation.NONE;
        while (in.hasRemaining()) {
            int tag = Protobuf.tag(in);
            switch (tag) {
                case 1 << 3 -> attempt = Protobuf.varint(in);
                case 2 << 3 | 2 -> member = incarnation(Protobuf.bytes(in));
                default -> Protobuf.skip(in, tag);
            }
        }
        return new Ballot(attempt, member.name, member.number);
    }

    private static Incarnation incarnation(ByteBuffer in) {
        String name = "";
        long number = 0;
        while (in.hasRemaining()) {
            int tag = Protobuf.tag(in);
            switch (tag) {
                case 1 << 3 | 2 -> name = name(Protobuf.bytes(in));
                case 2 << 3 -> number = Protobuf.varint(in);
                default -> Protobuf.skip(in, tag);
            }
        }
        return new Incarnation(name, number);
    }

    private static Lineage lineage(ByteBuffer in) {
        if (in.remaining() != 16) {
            throw new IllegalArgumentException("lineage has " + in.remaining() + " bytes: expected 16");
        }
        in.order(ByteOrder.BIG_ENDIAN);
        return new Lineage(in.getLong(), in.getLong());
    }

    private static String name(ByteBuffer in) {
        if (in.remaining() > LONGEST_NAME) {
            throw new IllegalArgumentException(
                    "name has " + in.remaining() + " bytes: expected at most " + LONGEST_NAME);
        }
        byte[] bytes = new byte[in.remaining()];
        in.get(bytes);
        // Names go into messages and logs: nothing but printable ASCII gets there.
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = bytes[i] > ' ' && bytes[i] < 127 ? bytes[i] : (byte) '?';
        }
        return new String(bytes, StandardCharsets.US_ASCII);
    }

    private static byte[] incarnation(String name, long number) {
        ByteBuffer out = ByteBuffer.allocate(LONGEST);
        putBytes(out, 1, name.getBytes(StandardCharsets.US_ASCII));
        putNumber(out, 2, number);
        return written(out);
    }

    private static void putNumber(ByteBuffer out, int field, long value) {
        if (value != 0) {
            out.put((byte) (field << 3));
            Protobuf.putVarint(out, value);
        }
    }

    private static void putBytes(ByteBuffer out, int field, byte[] value) {
        if (value.length > 0) {
            putMessage(out, field, value);
        }
    }

    /** A message is there even if it is empty. */
    private static void putMessage(ByteBuffer out, int field, byte[] value) {
        out.put((byte) (field << 3 | 2));
        Protobuf.putVarint(out, value.length);
        out.put(value);
    }

    private static byte[] written(ByteBuffer out) {
        return Arrays.copyOf(out.array(), out.position());
    }
}
