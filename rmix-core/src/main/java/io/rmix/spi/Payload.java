package io.rmix.spi;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.MessageLite;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;

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

    /** Bytes that came in memory of which the one who read them makes use again, if he is told that nobody needs them any more. */
    final class Lent implements Payload {
        private final Bytes bytes;
        private final Runnable back;
        private final AtomicBoolean given = new AtomicBoolean();

        /** @param back takes the memory back; run at most once, on any thread */
        public Lent(Bytes bytes, Runnable back) {
            this.bytes = bytes;
            this.back = back;
        }

        /** What came, until it is given back. */
        public Bytes bytes() {
            return bytes;
        }

        /** Nobody looks at the bytes any more. What nobody gives back is garbage some day. */
        public void giveBack() {
            if (!given.getAndSet(true)) back.run();
        }

        @Override
        public int size() {
            return bytes.size();
        }

        @Override
        public void writeTo(CodedOutputStream out) throws IOException {
            bytes.writeTo(out);
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
