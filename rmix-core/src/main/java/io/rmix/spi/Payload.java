package io.rmix.spi;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.MessageLite;
import java.io.IOException;

/** An encoded request, or an immutable one that is encoded when it is written. */
public sealed interface Payload {
    /** Bytes that {@link #writeTo} writes. */
    int size();

    /**
     * Writes the encoding, without its length. Any number of times, by one thread at a time.
     *
     * @throws IOException if the output fails
     */
    void writeTo(CodedOutputStream out) throws IOException;

    /**
     * Bytes.
     *
     * @param array which nobody changes any more
     * @param offset where they begin
     * @param size how many they are
     */
    record Bytes(byte[] array, int offset, int size) implements Payload {
        /** All of an array. */
        public Bytes(byte[] array) {
            this(array, 0, array.length);
        }

        @Override
        public void writeTo(CodedOutputStream out) throws IOException {
            out.write(array, offset, size);
        }
    }

    /**
     * A protobuf message.
     *
     * @param message immutable
     */
    record Message(MessageLite message) implements Payload {
        @Override
        public int size() {
            return message.getSerializedSize();
        }

        @Override
        public void writeTo(CodedOutputStream out) throws IOException {
            message.writeTo(out);
        }
    }
}
