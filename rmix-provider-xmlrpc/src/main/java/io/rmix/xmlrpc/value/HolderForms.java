package io.rmix.xmlrpc.value;

import io.rmix.contract.DecodeException;
import io.rmix.contract.EncodeException;
import io.rmix.http.xml.Printable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Types whose values hold others. */
final class HolderForms {
    private static final String ARRAY = "array";
    private static final String STRUCT = "struct";
    private static final String KEY = "key";
    private static final String VALUE = "value";

    private HolderForms() {}

    private interface Conversion {
        Object convert(Object from, Depth depth);
    }

    private record Holder(String wireType, Object absent, Conversion writing, Conversion reading) implements Form {
        @Override
        public Object write(Object value, Depth depth) {
            return writing.convert(value, depth);
        }

        @Override
        public Object read(Object wire, Depth depth) {
            return reading.convert(wire, depth);
        }
    }

    /** A list, as an array. */
    static Form list(Form element) {
        return new Holder(
                ARRAY,
                List.of(),
                (list, depth) -> writeItems(element, Form.require(list, List.class), depth),
                (wire, depth) -> readItems(element, Form.expect(wire, Object[].class, ARRAY), depth));
    }

    /** An optional value that is no member of a struct: an array of none or one. */
    static Form optional(Form element) {
        return new Holder(
                ARRAY,
                Optional.empty(),
                (optional, depth) -> writeItems(
                        element, Form.require(optional, Optional.class).stream().toList(), depth),
                (wire, depth) -> {
                    Object[] array = Form.expect(wire, Object[].class, ARRAY);
                    if (array.length > 1)
                        throw new DecodeException("is an array of " + array.length + "; of 0 or 1 is expected");
                    return readItems(element, array, depth).stream().findFirst();
                });
    }

    private static List<Object> writeItems(Form element, Iterable<?> items, Depth depth) {
        List<Object> array = new ArrayList<>();
        for (Object item : items) array.add(write(element, item, depth, array.size()));
        return array;
    }

    private static List<Object> readItems(Form element, Object[] array, Depth depth) {
        List<Object> items = new ArrayList<>();
        for (Object item : array) items.add(read(element, item, depth, items.size()));
        return Collections.unmodifiableList(items);
    }

    /** A map with keys that are strings, as a struct. */
    static Form stringMap(Form value) {
        return new Holder(
                STRUCT,
                Map.of(),
                (map, depth) -> {
                    Map<String, Object> struct = new LinkedHashMap<>();
                    for (Map.Entry<?, ?> entry : entries(Form.require(map, Map.class))) {
                        String key = Form.require(entry.getKey(), String.class);
                        struct.put(key, write(value, entry.getValue(), depth, key));
                    }
                    return struct;
                },
                (wire, depth) -> {
                    Map<Object, Object> map = new LinkedHashMap<>();
                    for (Map.Entry<?, ?> entry : entries(Form.expect(wire, Map.class, STRUCT)))
                        map.put(entry.getKey(), read(value, entry.getValue(), depth, entry.getKey()));
                    return Collections.unmodifiableMap(map);
                });
    }

    /** A map with other keys, as an array of structs, each of key and value. */
    static Form map(Form key, Form value) {
        return new Holder(
                ARRAY,
                Map.of(),
                (map, depth) -> {
                    List<Object> array = new ArrayList<>();
                    for (Map.Entry<?, ?> entry : entries(Form.require(map, Map.class))) {
                        Map<String, Object> struct = new LinkedHashMap<>();
                        struct.put(KEY, key.write(Form.require(entry.getKey(), Object.class), depth));
                        struct.put(VALUE, write(value, entry.getValue(), depth, entry.getKey()));
                        array.add(struct);
                    }
                    return array;
                },
                (wire, depth) -> {
                    Map<Object, Object> map = new LinkedHashMap<>();
                    for (Object item : Form.expect(wire, Object[].class, ARRAY)) {
                        Map<?, ?> struct = Form.expect(item, Map.class, STRUCT);
                        Object at = key.read(part(struct, KEY), depth);
                        if (map.put(at, read(value, struct.get(VALUE), depth, at)) != null)
                            throw new DecodeException("is there twice").within(place(at));
                    }
                    return Collections.unmodifiableMap(map);
                });
    }

    /** One of what is held. */
    private static Object write(Form form, @Nullable Object item, Depth depth, Object at) {
        try {
            return form.write(Form.require(item, Object.class), depth);
        } catch (EncodeException e) {
            throw e.within(place(at));
        }
    }

    private static Object read(Form form, @Nullable Object wire, Depth depth, Object at) {
        try {
            if (wire == null) throw new DecodeException("has no value");
            return form.read(wire, depth);
        } catch (DecodeException e) {
            throw e.within(place(at));
        }
    }

    private static String place(Object at) {
        return "[" + Printable.of(String.valueOf(at)) + "]";
    }

    private static Iterable<? extends Map.Entry<?, ?>> entries(Map<?, ?> map) {
        return map.entrySet();
    }

    /** One level of depth around a form that counts none, where it is held by another of its kind. */
    record Nested(Form form) implements Form {
        @Override
        public String wireType() {
            return form.wireType();
        }

        @Override
        public Object write(Object value, Depth depth) {
            depth.enterWritten();
            Object wire = form.write(value, depth);
            depth.leave();
            return wire;
        }

        @Override
        public Object read(Object wire, Depth depth) {
            depth.enterRead();
            Object value = form.read(wire, depth);
            depth.leave();
            return value;
        }

        @Override
        public Object absent() {
            return form.absent();
        }
    }

    /** A member that must be there. */
    static Object part(Map<?, ?> struct, String name) {
        Object part = struct.get(name);
        if (part == null) throw new DecodeException("lacks the member " + name);
        return part;
    }
}
