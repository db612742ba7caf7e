package io.rmix.contract;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.ExtensionRegistryLite;
import com.google.protobuf.Message;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Codecs of strings, byte arrays and generated messages. */
final class BytesCodecs {
    private BytesCodecs() {}

    static final class OfString extends ValueCodec {
        OfString() {
            super(WireFormat.WIRETYPE_LENGTH_DELIMITED);
        }

        @Override
        long size(@Nullable Object value, Measured measured) {
            return sizeOf((String) Checks.instance(value, String.class), measured);
        }

        static long sizeOf(String value, Measured measured) {
            long bytes = Checks.utf8Length(value);
            return bytes + CodedOutputStream.computeUInt32SizeNoTag(measured.checked(bytes));
        }

        @Override
        void write(Object value, CodedOutputStream out, Measured measured) throws IOException {
            out.writeStringNoTag((String) value);
        }

        @Override
        Object read(CodedInputStream in, Reading reading) throws IOException {
            return in.readStringRequireUtf8();
        }

        @Override
        Object absent(Reading reading) {
            return "";
        }

        @Override
        boolean leftOut(Object value) {
            return ((String) value).isEmpty();
        }
    }

    static final class OfBytes extends ValueCodec {
        private static final byte[] EMPTY = {};

        OfBytes() {
            super(WireFormat.WIRETYPE_LENGTH_DELIMITED);
        }

        @Override
        long size(@Nullable Object value, Measured measured) {
            int length = ((byte[]) Checks.instance(value, byte[].class)).length;
            return (long) length + CodedOutputStream.computeUInt32SizeNoTag(length);
        }

        @Override
        void write(Object value, CodedOutputStream out, Measured measured) throws IOException {
            out.writeByteArrayNoTag((byte[]) value);
        }

        @Override
        Object read(CodedInputStream in, Reading reading) throws IOException {
            return in.readByteArray();
        }

        @Override
        Object absent(Reading reading) {
            return EMPTY;
        }

        @Override
        boolean leftOut(Object value) {
            return ((byte[]) value).length == 0;
        }
    }

    static final class OfGenerated extends ValueCodec.OfMessage {
        private final MessageType type;

        OfGenerated(MessageType type) {
            this.type = type;
        }

        @Override
        long size(@Nullable Object value, Measured measured) {
            type.check(value);
            long bytes = ((Message) Checks.instance(value, type.javaType())).getSerializedSize();
            return bytes + CodedOutputStream.computeUInt32SizeNoTag(measured.checked(bytes));
        }

        @Override
        void write(Object value, CodedOutputStream out, Measured measured) throws IOException {
            out.writeMessageNoTag((Message) value);
        }

        @Override
        Object read(CodedInputStream in, Reading reading) throws IOException {
            int levels = in.setRecursionLimit(reading.levelsLeft());
            Message read = in.readMessage(type.parser(), ExtensionRegistryLite.getEmptyRegistry());
            in.setRecursionLimit(levels);
            return initialized(read);
        }

        @Override
        Object absent(Reading reading) {
            return initialized(type.defaultInstance());
        }

        static Message initialized(Message message) {
            if (!message.isInitialized()) {
                throw new DecodeException("lacks required fields: " + message.getInitializationErrorString());
            }
            return message;
        }
    }
}
