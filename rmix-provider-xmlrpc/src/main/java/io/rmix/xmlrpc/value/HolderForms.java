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

/** Types whose values hold others. */
final class HolderForms {
    private static final String KEY = "key";
    private static final String VALUE = "value";

    private HolderForms() {}

    /** A list, as an array. */
    record ListForm(Form element) implements Form {
        @Override
        public String wireType() {
            return "array";
        }

        @Override
        public Object write(Object value, Depth depth) {
            List<Object> array = new ArrayList<>();
            for (Object item : Form.require(value, List.class)) {
                try {
                    array.add(element.write(Form.require(item, Object.class), depth));
                } catch (EncodeException e) {
                    throw e.within("[" + array.size() + "]");
                }
            }
            return array;
        }

        @Override
        public Object read(Object wire, Depth depth) {
            List<Object> list = new ArrayList<>();
            for (Object item : Form.expect(wire, Object[].class, "array")) {
                try {
                    list.add(element.read(item, depth));
                } catch (DecodeException e) {
                    throw e.within("[" + list.size() + "]");
                }
            }
            return Collections.unmodifiableList(list);
        }

        @Override
        public Object absent() {
            return List.of();
        }
    }

    /** An optional value that is no member of a struct: an array of none or one. */
    record OptionalForm(Form element) implements Form {
        @Override
        public String wireType() {
            return "array";
        }

        @Override
        public Object write(Object value, Depth depth) {
            Optional<?> optional = Form.require(value, Optional.class);
            return optional.isEmpty() ? List.of() : List.of(element.write(optional.get(), depth));
        }

        @Override
        public Object read(Object wire, Depth depth) {
            Object[] array = Form.expect(wire, Object[].class, "array");
            if (array.length > 1)
                throw new DecodeException("is an array of " + array.length + "; of 0 or 1 is expected");
            return array.length == 0 ? Optional.empty() : Optional.of(element.read(array[0], depth));
        }

        @Override
        public Object absent() {
            return Optional.empty();
        }
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

    /** A map with keys that are strings, as a struct. */
    record StringMapForm(Form value) implements Form {
        @Override
        public String wireType() {
            return "struct";
        }

        @Override
        public Object write(Object map, Depth depth) {
            Map<String, Object> struct = new LinkedHashMap<>();
            for (Map.Entry<?, ?> entry : entries(map)) {
                String key = Form.require(entry.getKey(), String.class);
                struct.put(key, writeValue(value, entry, depth));
            }
            return struct;
        }

        @Override
        public Object read(Object wire, Depth depth) {
            Map<Object, Object> map = new LinkedHashMap<>();
            for (Map.Entry<?, ?> entry : ((Map<?, ?>) Form.expect(wire, Map.class, "struct")).entrySet()) {
                try {
                    map.put(entry.getKey(), value.read(entry.getValue(), depth));
                } catch (DecodeException e) {
                    throw e.within("[" + Printable.of(String.valueOf(entry.getKey())) + "]");
                }
            }
            return Collections.unmodifiableMap(map);
        }

        @Override
        public Object absent() {
            return Map.of();
        }
    }

    /** A map with other keys, as an array of structs, each of key and value. */
    record MapForm(Form key, Form value) implements Form {
        @Override
        public String wireType() {
            return "array";
        }

        @Override
        public Object write(Object map, Depth depth) {
            List<Object> array = new ArrayList<>();
            for (Map.Entry<?, ?> entry : entries(map)) {
                Map<String, Object> struct = new LinkedHashMap<>();
                struct.put(KEY, key.write(Form.require(entry.getKey(), Object.class), depth));
                struct.put(VALUE, writeValue(value, entry, depth));
                array.add(struct);
            }
            return array;
        }

        @Override
        public Object read(Object wire, Depth depth) {
            Map<Object, Object> map = new LinkedHashMap<>();
            for (Object item : Form.expect(wire, Object[].class, "array")) {
                Map<?, ?> struct = Form.expect(item, Map.class, "struct");
                Object at = key.read(part(struct, KEY), depth);
                try {
                    if (map.put(at, value.read(part(struct, VALUE), depth)) != null)
                        throw new DecodeException("is there twice");
                } catch (DecodeException e) {
                    throw e.within("[" + at + "]");
                }
            }
            return Collections.unmodifiableMap(map);
        }

        @Override
        public Object absent() {
            return Map.of();
        }
    }

    private static Iterable<? extends Map.Entry<?, ?>> entries(Object map) {
        return ((Map<?, ?>) Form.require(map, Map.class)).entrySet();
    }

    private static Object writeValue(Form form, Map.Entry<?, ?> entry, Depth depth) {
        try {
            return form.write(Form.require(entry.getValue(), Object.class), depth);
        } catch (EncodeException e) {
            throw e.within("[" + Printable.of(String.valueOf(entry.getKey())) + "]");
        }
    }

    /** A member that must be there. */
    static Object part(Map<?, ?> struct, String name) {
        Object part = struct.get(name);
        if (part == null) throw new DecodeException("lacks the member " + name);
        return part;
    }
}
