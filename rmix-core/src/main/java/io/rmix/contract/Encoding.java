package io.rmix.contract;

import com.google.protobuf.CodedOutputStream;
import java.io.IOException;

/**
 * A value that has been checked and measured, ready to be written any number of times. What it holds (lists, maps, byte arrays)
 * must not change before the last write. Not for use by two threads at once.
 */
public interface Encoding {
    /** Bytes that {@link #writeTo} writes. */
    int size();

    /**
     * Writes the message, without a length before it.
     *
     * @throws EncodeException if the value has changed since it was measured; what was written is then useless
     * @throws IOException if the stream fails
     */
    void writeTo(CodedOutputStream out) throws IOException;

    /** The message in an array of its own. */
    byte[] toByteArray();
}
