package io.rmix.contract;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Codecs of booleans, numbers and enums. */
final class NumberCodecs {
    private NumberCodecs() {}

    static final class OfBoolean extends ValueCodec {
        OfBoolean() {
            super(WireFormat.WIRETYPE_VARINT);
        }

        @Override
        long size(@Nullable Object value, Measured measured) {
            Checks.instance(value, Boolean.class);
            return 1;
        }

        @Override
        void write(Object value, CodedOutputStream out, Measured measured) throws IOException {
            out.writeBoolNoTag((Boolean) value);
        }

        @Override
        Object read(CodedInputStream in, Reading reading) throws IOException {
            return in.readBool();
        }

        @Override
        Object absent(Reading reading) {
            return false;
        }

        @Override
        boolean leftOut(Object value) {
            return !(Boolean) value;
        }
    }

    static final class OfInt extends ValueCodec {
        OfInt() {
            super(WireFormat.WIRETYPE_VARINT);
        }

        @Override
        long size(@Nullable Object value, Measured measured) {
            return CodedOutputStream.computeInt32SizeNoTag((Integer) Checks.instance(value, Integer.class));
        }

        @Override
        void write(Object value, CodedOutputStream out, Measured measured) throws IOException {
            out.writeInt32NoTag((Integer) value);
        }

        @Override
        Object read(CodedInputStream in, Reading reading) throws IOException {
            return in.readInt32();
        }

        @Override
        Object absent(Reading reading) {
            return 0;
        }

        @Override
        boolean leftOut(Object value) {
            return (Integer) value == 0;
        }
    }

    static final class OfLong extends ValueCodec {
        OfLong() {
            super(WireFormat.WIRETYPE_VARINT);
        }

        @Override
        long size(@Nullable Object value, Measured measured) {
            return CodedOutputStream.computeInt64SizeNoTag((Long) Checks.instance(value, Long.class));
        }

        @Override
        void write(Object value, CodedOutputStream out, Measured measured) throws IOException {
            out.writeInt64NoTag((Long) value);
        }

        @Override
        Object read(CodedInputStream in, Reading reading) throws IOException {
            return in.readInt64();
        }

        @Override
        Object absent(Reading reading) {
            return 0L;
        }

        @Override
        boolean leftOut(Object value) {
            return (Long) value == 0;
        }
    }

    /** Leaves out positive zero only. */
    static final class OfDouble extends ValueCodec {
        OfDouble() {
            super(WireFormat.WIRETYPE_FIXED64);
        }

        @Override
        long size(@Nullable Object value, Measured measured) {
            Checks.instance(value, Double.class);
            return Double.BYTES;
        }

        @Override
        void write(Object value, CodedOutputStream out, Measured measured) throws IOException {
            out.writeDoubleNoTag((Double) value);
        }

        @Override
        Object read(CodedInputStream in, Reading reading) throws IOException {
            return in.readDouble();
        }

        @Override
        Object absent(Reading reading) {
            return 0.0;
        }

        @Override
        boolean leftOut(Object value) {
            return Double.doubleToRawLongBits((Double) value) == 0;
        }
    }

    static final class OfEnum extends ValueCodec {
        private final EnumType type;

        OfEnum(EnumType type) {
            super(WireFormat.WIRETYPE_VARINT);
            this.type = type;
        }

        @Override
        long size(@Nullable Object value, Measured measured) {
            return CodedOutputStream.computeEnumSizeNoTag(
                    type.number((Enum<?>) Checks.instance(value, type.javaType())));
        }

        @Override
        void write(Object value, CodedOutputStream out, Measured measured) throws IOException {
            out.writeEnumNoTag(type.number((Enum<?>) value));
        }

        @Override
        Object read(CodedInputStream in, Reading reading) throws IOException {
            int number = in.readEnum();
            Enum<?> constant = type.constant(number);
            if (constant == null) {
                throw new DecodeException("is " + number + ", no constant of " + type.name() + " that is known here");
            }
            return constant;
        }

        @Override
        Object absent(Reading reading) {
            throw new DecodeException("is absent: no constant of " + type.name() + " stands for that");
        }
    }
}
