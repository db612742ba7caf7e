package io.rmix.contract;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Fields of lists. */
final class RepeatedFields {
    private RepeatedFields() {}

    static FieldCodec of(FieldCodec.Place place, ValueCodec element) {
        return element.packed() ? new Packed(place, element) : new Plain(place, element);
    }

    private abstract static class Repeated extends FieldCodec {
        Repeated(Place place, ValueCodec element) {
            super(place, element, WireFormat.WIRETYPE_LENGTH_DELIMITED);
        }

        final List<?> list(Object holder) {
            return (List<?>) Checks.instance(accessor.apply(holder), List.class);
        }

        /** Bytes of all elements, each with the overhead. */
        final long sizeOfAll(List<?> list, int overhead, Measured measured) {
            long bytes = 0;
            int position = 0;
            try {
                for (Object item : list) {
                    bytes += overhead + element.size(item, measured);
                    position++;
                }
            } catch (EncodeException e) {
                throw e.within("[" + position + "]");
            }
            return bytes;
        }

        @SuppressWarnings("unchecked")
        static List<Object> listOf(@Nullable Object before) {
            return before == null ? new ArrayList<>() : (List<Object>) before;
        }

        final void add(CodedInputStream in, List<Object> to, Reading reading) throws IOException {
            try {
                to.add(element.read(in, reading));
            } catch (DecodeException e) {
                throw e.within("[" + to.size() + "]");
            }
        }

        @Override
        final Object finish(@Nullable Object read, Reading reading) {
            return read == null ? List.of() : Collections.unmodifiableList(listOf(read));
        }
    }

    /** Strings, bytes and messages: a tag before each. */
    private static final class Plain extends Repeated {
        Plain(Place place, ValueCodec element) {
            super(place, element);
        }

        @Override
        long size(Object holder, Measured measured) {
            return sizeOfAll(list(holder), tagSize, measured);
        }

        @Override
        void write(Object holder, CodedOutputStream out, Measured measured) throws IOException {
            for (Object item : list(holder)) {
                out.writeUInt32NoTag(tag);
                element.write(item, out, measured);
            }
        }

        @Override
        Object read(CodedInputStream in, int found, @Nullable Object before, Reading reading) throws IOException {
            Reading.expect(found, element.wireType);
            List<Object> list = listOf(before);
            add(in, list, reading);
            return list;
        }
    }

    /** Numbers: written in one run, read also one by one. */
    private static final class Packed extends Repeated {
        Packed(Place place, ValueCodec element) {
            super(place, element);
        }

        @Override
        long size(Object holder, Measured measured) {
            List<?> list = list(holder);
            if (list.isEmpty()) {
                return 0;
            }
            int slot = measured.reserve();
            return tagSize + measured.record(slot, sizeOfAll(list, 0, measured));
        }

        @Override
        void write(Object holder, CodedOutputStream out, Measured measured) throws IOException {
            List<?> list = list(holder);
            if (!list.isEmpty()) {
                out.writeUInt32NoTag(tag);
                out.writeUInt32NoTag(measured.next());
                for (Object item : list) {
                    element.write(item, out, measured);
                }
            }
        }

        @Override
        Object read(CodedInputStream in, int found, @Nullable Object before, Reading reading) throws IOException {
            List<Object> list = listOf(before);
            if (WireFormat.getTagWireType(found) != WireFormat.WIRETYPE_LENGTH_DELIMITED) {
                Reading.expect(found, element.wireType);
                add(in, list, reading);
                return list;
            }
            int outer = in.pushLimit(in.readRawVarint32());
            while (in.getBytesUntilLimit() > 0) {
                add(in, list, reading);
            }
            in.popLimit(outer);
            return list;
        }
    }
}
