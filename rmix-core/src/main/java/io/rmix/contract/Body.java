package io.rmix.contract;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fields of a message, and how the values read make its Java form. */
final class Body {
    /** Makes the Java form of a message of its values, in the order of their indices. */
    interface Maker {
        @Nullable Object make(@Nullable Object[] values);
    }

    private final FieldCodec[] fields;
    private final int[] numbers;
    private final Maker maker;

    Body(List<FieldCodec> fields, Maker maker) {
        this.fields = fields.stream()
                .sorted(Comparator.comparingInt((FieldCodec f) -> f.number))
                .toArray(FieldCodec[]::new);
        this.numbers = Arrays.stream(this.fields).mapToInt(f -> f.number).toArray();
        this.maker = maker;
    }

    /** Checks what a value holds and tells the bytes of the message, without a length before it. */
    long size(Object holder, Measured measured) {
        long bytes = 0;
        for (FieldCodec field : fields) {
            try {
                bytes += field.size(holder, measured);
            } catch (EncodeException e) {
                throw e.within(field.name);
            } catch (RuntimeException e) {
                // Its text is not for the other side, which is told this one: the cause has it.
                throw new EncodeException("cannot be read, with " + e.getClass().getName(), e).within(field.name);
            }
        }
        return bytes;
    }

    void write(Object holder, CodedOutputStream out, Measured measured) throws IOException {
        for (FieldCodec field : fields) {
            field.write(holder, out, measured);
        }
    }

    /** Reads up to the limit of the stream. */
    @Nullable Object read(CodedInputStream in, Reading reading) {
        @Nullable Object[] values = new Object[fields.length];
        int position = 0;
        @Nullable FieldCodec current = null;
        try {
            for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
                position = find(tag >>> 3, position);
                if (position < 0) {
                    Reading.skip(in, tag);
                    position = 0;
                } else {
                    current = fields[position];
                    values[current.index] = current.read(in, tag, values[current.index], reading);
                    current = null;
                }
            }
            for (FieldCodec field : fields) {
                current = field;
                values[field.index] = field.finish(values[field.index], reading);
            }
        } catch (DecodeException e) {
            throw current == null ? e : e.within(current.name);
        } catch (IOException e) {
            DecodeException malformed = new DecodeException("is malformed: " + e.getMessage(), e);
            throw current == null ? malformed : malformed.within(current.name);
        }
        return maker.make(values);
    }

    @Nullable Object absent(Reading reading) {
        @Nullable Object[] values = new Object[fields.length];
        for (FieldCodec field : fields) {
            try {
                values[field.index] = field.finish(null, reading);
            } catch (DecodeException e) {
                throw e.within(field.name);
            }
        }
        return maker.make(values);
    }

    /** Place of the field with a number, which most often is where the last one was or the next. */
    private int find(int number, int last) {
        if (last < numbers.length && numbers[last] == number) {
            return last;
        }
        if (last + 1 < numbers.length && numbers[last + 1] == number) {
            return last + 1;
        }
        return Arrays.binarySearch(numbers, number);
    }
}
