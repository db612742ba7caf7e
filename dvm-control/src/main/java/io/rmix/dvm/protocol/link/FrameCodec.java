package io.rmix.dvm.protocol.link;

import io.rmix.dvm.Identity;
import java.nio.ByteBuffer;

/**
 * The bytes of {@code dvm.v1.Frame} (proto/src/dvm/v1/ring.proto), written and read without an object for each frame: the identity's bytes are
 * made once for a link and compared as a whole. One codec for each link and direction; not for several threads.
 */
public final class FrameCodec {
    /** A codec for frames that carry this identity. */
    public FrameCodec(Identity identity) {
        throw new UnsupportedOperationException("skeleton");
    }

    /** Bytes of the encoded frame. */
    public int size(long position, int length) {
        throw new UnsupportedOperationException("skeleton");
    }

    /** Writes a frame: the one copy of the entries into a transport's buffer. */
    public void write(ByteBuffer into, long position, byte[] log, int offset, int length) {
        throw new UnsupportedOperationException("skeleton");
    }

    /**
     * Reads a frame. {@link #identity}, {@link #position} and {@link #entries} tell what was in it until the next call.
     *
     * @throws IllegalArgumentException if the bytes are no frame, with the offset and what was found there
     */
    public void read(ByteBuffer frame) {
        throw new UnsupportedOperationException("skeleton");
    }

    /** Identity of the frame read last; the constructor's object if it is equal. */
    public Identity identity() {
        throw new UnsupportedOperationException("skeleton");
    }

    /** Log position of the frame read last. */
    public long position() {
        throw new UnsupportedOperationException("skeleton");
    }

    /** Entries of the frame read last: a view of the buffer read, not a copy. */
    public ByteBuffer entries() {
        throw new UnsupportedOperationException("skeleton");
    }
}
