package io.rmix.contract;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Fields of primitives, read out of their holder without boxing. */
final class PrimitiveFields {
    private PrimitiveFields() {}

    /** The field for a primitive accessor, or null if its source is an object. */
    @SuppressWarnings("unchecked")
    static @Nullable FieldCodec of(FieldCodec.Place place, ValueCodec element) {
        Object typed = place.accessor().typed();
        if (typed instanceof ToIntFunction) {
            return new OfInt(place, element, (ToIntFunction<Object>) typed);
        } else if (typed instanceof ToLongFunction) {
            return new OfLong(place, element, (ToLongFunction<Object>) typed);
        } else if (typed instanceof ToDoubleFunction) {
            return new OfDouble(place, element, (ToDoubleFunction<Object>) typed);
        } else if (typed instanceof Predicate) {
            return new OfBoolean(place, element, (Predicate<Object>) typed);
        }
        return null;
    }

    private abstract static class Primitive extends FieldCodec {
        Primitive(Place place, ValueCodec element) {
            super(place, element, element.wireType);
        }

        @Override
        final Object read(CodedInputStream in, int found, @Nullable Object before, Reading reading) throws IOException {
            return readOne(in, found, before, reading);
        }

        @Override
        final Object finish(@Nullable Object read, Reading reading) {
            return read != null ? read : element.absent(reading);
        }
    }

    private static final class OfInt extends Primitive {
        private final ToIntFunction<Object> get;

        OfInt(Place place, ValueCodec element, ToIntFunction<Object> get) {
            super(place, element);
            this.get = get;
        }

        @Override
        long size(Object holder, Measured measured) {
            int value = get.applyAsInt(holder);
            return value == 0 ? 0 : tagSize + CodedOutputStream.computeInt32SizeNoTag(value);
        }

        @Override
        void write(Object holder, CodedOutputStream out, Measured measured) throws IOException {
            int value = get.applyAsInt(holder);
            if (value != 0) {
                out.writeInt32(number, value);
            }
        }
    }

    private static final class OfLong extends Primitive {
        private final ToLongFunction<Object> get;

        OfLong(Place place, ValueCodec element, ToLongFunction<Object> get) {
            super(place, element);
            this.get = get;
        }

        @Override
        long size(Object holder, Measured measured) {
            long value = get.applyAsLong(holder);
            return value == 0 ? 0 : tagSize + CodedOutputStream.computeInt64SizeNoTag(value);
        }

        @Override
        void write(Object holder, CodedOutputStream out, Measured measured) throws IOException {
            long value = get.applyAsLong(holder);
            if (value != 0) {
                out.writeInt64(number, value);
            }
        }
    }

    private static final class OfDouble extends Primitive {
        private final ToDoubleFunction<Object> get;

        OfDouble(Place place, ValueCodec element, ToDoubleFunction<Object> get) {
            super(place, element);
            this.get = get;
        }

        @Override
        long size(Object holder, Measured measured) {
            return Double.doubleToRawLongBits(get.applyAsDouble(holder)) == 0 ? 0 : tagSize + Double.BYTES;
        }

        @Override
        void write(Object holder, CodedOutputStream out, Measured measured) throws IOException {
            double value = get.applyAsDouble(holder);
            if (Double.doubleToRawLongBits(value) != 0) {
                out.writeDouble(number, value);
            }
        }
    }

    private static final class OfBoolean extends Primitive {
        private final Predicate<Object> get;

        OfBoolean(Place place, ValueCodec element, Predicate<Object> get) {
            super(place, element);
            this.get = get;
        }

        @Override
        long size(Object holder, Measured measured) {
            return get.test(holder) ? tagSize + 1 : 0;
        }

        @Override
        void write(Object holder, CodedOutputStream out, Measured measured) throws IOException {
            if (get.test(holder)) {
                out.writeBool(number, true);
            }
        }
    }
}
