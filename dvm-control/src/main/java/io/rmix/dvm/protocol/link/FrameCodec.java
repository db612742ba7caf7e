package io.rmix.dvm.protocol.link;

import io.rmix.dvm.Identity;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The bytes of {@code dvm.v1.Frame} (proto/src/dvm/v1/ring.proto), written and read without an object for each frame: the identity's bytes are
 * made once for a link and compared as a whole. One codec for each link and direction; not for several threads.
 */
public final class FrameCodec {
    private static final int IDENTITY_TAG = 1 << 3 | 2;
    private static final int POSITION_TAG = 2 << 3 | 1;
    private static final int ENTRIES_TAG = 3 << 3 | 2;

    private final Identity expected;
    private final byte[] expectedBytes;
    private Identity identity;
    private long position;
    private ByteBuffer entries = ByteBuffer.allocate(0);

    /** A codec for frames that carry this identity. */
    public FrameCodec(Identity identity) {
        this.expected = identity;
        this.identity = identity;
        this.expectedBytes = IdentityCodec.encode(identity);
    }

    /** Bytes of the encoded frame. */
    public int size(long framePosition, int length) {
        return 1
                + Protobuf.varintSize(expectedBytes.length)
                + expectedBytes.length
                + (framePosition == 0 ? 0 : 9)
                + (length == 0 ? 0 : 1 + Protobuf.varintSize(length) + length);
    }

    /** Writes a frame: the one copy of the entries into a transport's buffer. */
    public void write(ByteBuffer into, long framePosition, byte[] log, int offset, int length) {
        writeHeader(into, framePosition, length);
        into.put(log, offset, length);
    }

    /** Writes all of a frame but the entries themselves, for transports that take them apart. The buffer's byte order is set to little endian. */
    public void writeHeader(ByteBuffer into, long framePosition, int length) {
        into.order(ByteOrder.LITTLE_ENDIAN).put((byte) IDENTITY_TAG);
        Protobuf.putVarint(into, expectedBytes.length);
        into.put(expectedBytes);
        if (framePosition != 0) {
            into.put((byte) POSITION_TAG).putLong(framePosition);
        }
        if (length != 0) {
            into.put((byte) ENTRIES_TAG);
            Protobuf.putVarint(into, length);
        }
    }

    /**
     * Reads a frame. {@link #identity}, {@link #position} and {@link #entries} tell what was in it until the next call.
     *
     * @param frame from its position to its limit; neither is changed
     * @throws IllegalArgumentException if the bytes are no frame, with the offset and what was found there
     */
    public void read(ByteBuffer frame) {
        ByteBuffer in = frame.slice().order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer identityBytes = ByteBuffer.allocate(0);
        position = 0;
        entries = ByteBuffer.allocate(0);
        try {
            while (in.hasRemaining()) {
                int tag = Protobuf.tag(in);
                switch (tag) {
                    case IDENTITY_TAG -> identityBytes = Protobuf.bytes(in);
                    case POSITION_TAG -> position = in.getLong();
                    case ENTRIES_TAG -> entries = Protobuf.bytes(in);
                    default -> Protobuf.skip(in, tag);
                }
            }
            identity = isExpected(identityBytes) ? expected : IdentityCodec.decode(identityBytes);
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("frame of " + in.limit() + " bytes ends in the middle of a field", e);
        }
    }

    /** Identity of the frame read last; the constructor's object if its bytes are the same. */
    public Identity identity() {
        return identity;
    }

    /** Log position of the frame read last. */
    public long position() {
        return position;
    }

    /** Entries of the frame read last: a view of the buffer read, not a copy. */
    public ByteBuffer entries() {
        return entries;
    }

    private boolean isExpected(ByteBuffer bytes) {
        return bytes.equals(ByteBuffer.wrap(expectedBytes));
    }
}
