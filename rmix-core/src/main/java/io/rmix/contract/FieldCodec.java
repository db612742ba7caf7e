package io.rmix.contract;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Encodes and decodes one field, with its tag, out of and for whatever holds it. */
abstract class FieldCodec {
    final String name;
    final int index;
    final int number;
    final Function<Object, @Nullable Object> accessor;
    final ValueCodec element;
    final int tag;
    final int tagSize;

    /** @param element of the value, or of the list's elements, the map's values or the optional value */
    FieldCodec(Place place, ValueCodec element, int wireType) {
        this.name = place.name();
        this.index = place.index();
        this.number = place.number();
        this.accessor = place.accessor().boxed();
        this.element = element;
        this.tag = number << 3 | wireType;
        this.tagSize = CodedOutputStream.computeTagSize(number);
    }

    /** Where a field is: name for messages, index among the values, number on the wire, and how to get at it. */
    record Place(String name, int index, int number, Accessor accessor) {}

    /** Checks the field of a holder and tells its bytes, 0 if it is left out. */
    abstract long size(Object holder, Measured measured);

    abstract void write(Object holder, CodedOutputStream out, Measured measured) throws IOException;

    /**
     * Reads one occurrence.
     *
     * @param found the tag read
     * @param before what this returned for the occurrence before, null at the first
     */
    abstract Object read(CodedInputStream in, int found, @Nullable Object before, Reading reading) throws IOException;

    /** The value, after all occurrences: null if there was none. */
    abstract Object finish(@Nullable Object read, Reading reading);

    /** Reads an occurrence of a field that has one value. */
    final Object readOne(CodedInputStream in, int found, @Nullable Object before, Reading reading) throws IOException {
        Reading.expect(found, element.wireType);
        if (before != null && element.merges()) {
            throw new DecodeException("occurs twice: messages in parts are not allowed here");
        }
        return element.read(in, reading);
    }

    /** One value, without presence: what is absent has the default. */
    static final class Singular extends FieldCodec {
        Singular(Place place, ValueCodec element) {
            super(place, element, element.wireType);
        }

        @Override
        long size(Object holder, Measured measured) {
            Object value = accessor.apply(holder);
            long bytes = element.size(value, measured);
            return value == null || element.leftOut(value) ? 0 : tagSize + bytes;
        }

        @Override
        void write(Object holder, CodedOutputStream out, Measured measured) throws IOException {
            Object value = accessor.apply(holder);
            if (value != null && !element.leftOut(value)) {
                out.writeUInt32NoTag(tag);
                element.write(value, out, measured);
            }
        }

        @Override
        Object read(CodedInputStream in, int found, @Nullable Object before, Reading reading) throws IOException {
            return readOne(in, found, before, reading);
        }

        @Override
        Object finish(@Nullable Object read, Reading reading) {
            return read != null ? read : element.absent(reading);
        }
    }

    /** One value with presence: on the wire a oneof of one member, or a message. */
    static final class Maybe extends FieldCodec {
        Maybe(Place place, ValueCodec element) {
            super(place, element, element.wireType);
        }

        @Override
        long size(Object holder, Measured measured) {
            Optional<?> value = (Optional<?>) Checks.instance(accessor.apply(holder), Optional.class);
            return value.isEmpty() ? 0 : tagSize + element.size(value.get(), measured);
        }

        @Override
        void write(Object holder, CodedOutputStream out, Measured measured) throws IOException {
            Optional<?> value = (Optional<?>) Checks.instance(accessor.apply(holder), Optional.class);
            if (value.isPresent()) {
                out.writeUInt32NoTag(tag);
                element.write(value.get(), out, measured);
            }
        }

        @Override
        Object read(CodedInputStream in, int found, @Nullable Object before, Reading reading) throws IOException {
            return readOne(in, found, before, reading);
        }

        @Override
        Object finish(@Nullable Object read, Reading reading) {
            return Optional.ofNullable(read);
        }
    }
}
