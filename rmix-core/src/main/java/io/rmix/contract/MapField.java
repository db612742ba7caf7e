package io.rmix.contract;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A field of a map: one message {key = 1; value = 2} for each entry, sorted by key: numbers by value, false before true, strings
 * by code points, which is the order of their UTF-8. Key and value are always written, defaults too, as all protobuf libraries do.
 */
final class MapField extends FieldCodec {
    private final ValueCodec key;
    private final Comparator<Map.Entry<?, ?>> order;

    MapField(Place place, SimpleType keyType, ValueCodec key, ValueCodec value) {
        super(place, value, WireFormat.WIRETYPE_LENGTH_DELIMITED);
        this.key = key;
        this.order = keyType == SimpleType.STRING
                ? (a, b) -> compare((String) a.getKey(), (String) b.getKey())
                : (a, b) -> compareNumbers(a.getKey(), b.getKey());
    }

    /** Surrogates come after all other chars of 16 bits. */
    static int compare(String a, String b) {
        int length = Math.min(a.length(), b.length());
        for (int i = 0; i < length; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                boolean high = Character.isSurrogate(x);
                return high == Character.isSurrogate(y) ? Character.compare(x, y) : high ? 1 : -1;
            }
        }
        return Integer.compare(a.length(), b.length());
    }

    private static int compareNumbers(Object a, Object b) {
        if (a instanceof Integer x && b instanceof Integer y) {
            return x.compareTo(y);
        } else if (a instanceof Long x && b instanceof Long y) {
            return x.compareTo(y);
        }
        return ((Boolean) a).compareTo((Boolean) b);
    }

    @Override
    long size(Object holder, Measured measured) {
        Map<?, ?> map = (Map<?, ?>) Checks.instance(accessor.apply(holder), Map.class);
        for (Object k : map.keySet()) {
            try {
                key.size(k, measured); // before sorting, which needs keys of one class
            } catch (EncodeException e) {
                throw e.within(CodecException.keySegment(String.valueOf(k)));
            }
        }
        Map.Entry<?, ?>[] entries = measured.keep(map.entrySet().toArray(Map.Entry<?, ?>[]::new));
        Arrays.sort(entries, order);
        long bytes = 0;
        for (Map.Entry<?, ?> entry : entries) {
            try {
                int slot = measured.enter();
                bytes += tagSize
                        + measured.leave(
                                slot, part(key, entry.getKey(), measured) + part(element, entry.getValue(), measured));
            } catch (EncodeException e) {
                throw e.within(CodecException.keySegment(entry.getKey()));
            }
        }
        return bytes;
    }

    private static long part(ValueCodec codec, @Nullable Object value, Measured measured) {
        return 1 + codec.size(value, measured);
    }

    @Override
    void write(Object holder, CodedOutputStream out, Measured measured) throws IOException {
        for (Map.Entry<?, ?> entry : (Map.Entry<?, ?>[]) measured.kept()) {
            out.writeUInt32NoTag(tag);
            out.writeUInt32NoTag(measured.next());
            writePart(1, key, entry.getKey(), out, measured);
            writePart(2, element, entry.getValue(), out, measured);
        }
    }

    private static void writePart(int number, ValueCodec codec, Object value, CodedOutputStream out, Measured measured)
            throws IOException {
        out.writeUInt32NoTag(number << 3 | codec.wireType);
        codec.write(value, out, measured);
    }

    @Override
    @SuppressWarnings("unchecked")
    Object read(CodedInputStream in, int found, @Nullable Object before, Reading reading) throws IOException {
        Reading.expect(found, WireFormat.WIRETYPE_LENGTH_DELIMITED);
        Map<Object, Object> map = before == null ? new LinkedHashMap<>() : (Map<Object, Object>) before;
        int outer = reading.open(in);
        @Nullable Object k = null;
        @Nullable Object v = null;
        try {
            for (int next = in.readTag(); next != 0; next = in.readTag()) {
                if (next >>> 3 == 1) {
                    Reading.expect(next, key.wireType);
                    k = key.read(in, reading);
                } else if (next >>> 3 == 2) {
                    v = readOne(in, next, v, reading);
                } else {
                    Reading.skip(in, next);
                }
            }
            k = k != null ? k : key.absent(reading);
            v = v != null ? v : element.absent(reading);
        } catch (DecodeException e) {
            throw e.within(k == null ? "[]" : CodecException.keySegment(k));
        }
        reading.close(in, outer);
        map.put(k, v);
        return map;
    }

    @Override
    @SuppressWarnings("unchecked")
    Object finish(@Nullable Object read, Reading reading) {
        return read == null ? Map.of() : Collections.unmodifiableMap((Map<Object, Object>) read);
    }
}
