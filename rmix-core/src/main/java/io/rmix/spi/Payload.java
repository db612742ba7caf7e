package io.rmix.spi;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.MessageLite;
import java.io.IOException;

/** An encoded request, or an immutable one that is encoded when it is written. */
public sealed interface Payload {
    int size();

    void writeTo(CodedOutputStream out) throws IOException;

    /** Bytes; a slice of an array that nobody changes any more. */
    record Bytes(byte[] array, int offset, int size) implements Payload {
        public Bytes(byte[] array) {
            this(array, 0, array.length);
        }

        @Override
        public void writeTo(CodedOutputStream out) throws IOException {
            out.write(array, offset, size);
        }
    }

    /** A protobuf message. */
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
