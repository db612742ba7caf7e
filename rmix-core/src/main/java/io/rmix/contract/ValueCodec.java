package io.rmix.contract;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Encodes and decodes values of one type, as what follows a tag: messages, strings and bytes with their length before them. */
abstract class ValueCodec {
    final int wireType;

    ValueCodec(int wireType) {
        this.wireType = wireType;
    }

    /** Checks a value and tells its bytes. */
    abstract long size(@Nullable Object value, Measured measured);

    /** Writes a value that has been measured. */
    abstract void write(Object value, CodedOutputStream out, Measured measured) throws IOException;

    /** Reads a value. */
    abstract Object read(CodedInputStream in, Reading reading) throws IOException;

    /** The value of a field that is not there. */
    abstract Object absent(Reading reading);

    /** Whether a field with this value, checked before, is left out. */
    boolean leftOut(Object value) {
        return false;
    }

    /** Whether a second occurrence of the field cannot simply replace the first: protobuf would merge the two. */
    boolean merges() {
        return false;
    }

    /** Whether lists of it are packed. */
    final boolean packed() {
        return wireType != WireFormat.WIRETYPE_LENGTH_DELIMITED;
    }

    /** A codec for messages, which are written even when they are empty. */
    abstract static class OfMessage extends ValueCodec {
        OfMessage() {
            super(WireFormat.WIRETYPE_LENGTH_DELIMITED);
        }

        @Override
        final boolean merges() {
            return true;
        }
    }
}
