package io.rmix.dvm.protocol.link;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The few rules of the protobuf encoding that frames need. A read past the end throws BufferUnderflowException. */
final class Protobuf {
    private Protobuf() {}

    static int varintSize(long value) {
        return (63 - Long.numberOfLeadingZeros(value | 1)) / 7 + 1;
    }

    static void putVarint(ByteBuffer into, long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            into.put((byte) (rest | 0x80));
            rest >>>= 7;
        }
        into.put((byte) rest);
    }

    static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte next = in.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("varint longer than 10 bytes before byte " + in.position());
    }

    static int tag(ByteBuffer in) {
        long tag = varint(in);
        if (tag < 8 || tag >> 3 >= 1 << 29) {
            throw new IllegalArgumentException("field tag " + tag + " before byte " + in.position() + " is none");
        }
        return (int) tag;
    }

    /** A length-delimited field: a view of the bytes, not a copy; the input moves on behind them. */
    static ByteBuffer bytes(ByteBuffer in) {
        long length = varint(in);
        if (length < 0 || length > in.remaining()) {
            throw new IllegalArgumentException("field of " + length + " bytes at byte " + in.position() + ", but only "
                    + in.remaining() + " are left");
        }
        ByteBuffer field = in.slice(in.position(), (int) length).order(ByteOrder.LITTLE_ENDIAN);
        in.position(in.position() + (int) length);
        return field;
    }

    /** A field of a later version of the protocol. */
    static void skip(ByteBuffer in, int tag) {
        switch (tag & 7) {
            case 0 -> varint(in);
            case 1 -> in.getLong();
            case 2 -> bytes(in);
            case 5 -> in.getInt();
            default ->
                throw new IllegalArgumentException("field tag " + tag + " before byte " + in.position()
                        + " has wire type " + (tag & 7) + ", which is not used");
        }
    }
}
