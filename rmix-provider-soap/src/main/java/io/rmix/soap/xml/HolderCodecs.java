package io.rmix.soap.xml;

import io.rmix.Endpoint;
import io.rmix.RemoteRef;
import io.rmix.contract.Component;
import io.rmix.contract.DecodeException;
import io.rmix.contract.StructType;
import io.rmix.http.xml.Printable;
import io.rmix.http.xml.XmlOut;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Types whose values hold others, in child elements. Each is one level of depth. */
final class HolderCodecs {
    private HolderCodecs() {}

    /** A record or an exception. Its fields come later: it may hold itself. */
    static final class Struct implements ValueCodec {
        private final StructType type;
        private final List<Function<Object, @Nullable Object>> accessors;
        private @Nullable Fields fields;

        Struct(StructType type) {
            this.type = type;
            this.accessors = type.components().stream().map(Component::accessor).toList();
        }

        void complete(Fields parts) {
            fields = parts;
        }

        private Fields fields() {
            return Objects.requireNonNull(fields);
        }

        @Override
        public void write(Object value, XmlOut out) {
            ValueCodec.require(value, type.javaType());
            Fields parts = fields();
            out.enter();
            for (int i = 0; i < parts.count(); i++)
                parts.write(i, accessors.get(i).apply(value), out);
            out.leave();
        }

        @Override
        public Object read(XmlIn in) {
            in.enter();
            Object[] values = fields().read(in);
            in.leave();
            return type.construct(values);
        }

        @Override
        public Object absent() {
            return type.construct(fields().absent());
        }
    }

    /** A list or optional where another list or optional holds it: an element with {@code item}s. */
    record Wrapper(Fields fields) implements ValueCodec {
        @Override
        public void write(Object value, XmlOut out) {
            out.enter();
            fields.write(0, value, out);
            out.leave();
        }

        @Override
        public Object read(XmlIn in) {
            in.enter();
            Object value = fields.read(in)[0];
            in.leave();
            return value;
        }

        @Override
        public Object absent() {
            return fields.absent()[0];
        }
    }

    /**
     * A map: {@code entry}s, each with {@code key} and {@code value}.
     *
     * @param entries one repeated field
     */
    record Entries(Fields entries) implements ValueCodec {
        @Override
        public void write(Object value, XmlOut out) {
            out.enter();
            Map<?, ?> map = ValueCodec.require(value, Map.class);
            entries.write(0, new ArrayList<>(map.entrySet()), out);
            out.leave();
        }

        @Override
        public Object read(XmlIn in) {
            in.enter();
            Object[] read = entries.read(in);
            in.leave();
            Map<Object, Object> map = new LinkedHashMap<>();
            for (Object entry : (List<?>) read[0]) {
                Map.Entry<?, ?> pair = (Map.Entry<?, ?>) entry;
                if (map.put(pair.getKey(), pair.getValue()) != null)
                    throw new DecodeException("has the key " + Printable.of(String.valueOf(pair.getKey())) + " twice");
            }
            return Collections.unmodifiableMap(map);
        }

        @Override
        public Object absent() {
            return Map.of();
        }
    }

    /** One entry of a map. */
    record Entry(Fields fields) implements ValueCodec {
        @Override
        public void write(Object value, XmlOut out) {
            Map.Entry<?, ?> entry = (Map.Entry<?, ?>) value;
            fields.write(0, entry.getKey(), out);
            fields.write(1, entry.getValue(), out);
        }

        @Override
        public Object read(XmlIn in) {
            Object[] read = fields.read(in);
            return Map.entry(read[0], read[1]);
        }

        @Override
        public Object absent() {
            throw new DecodeException("is absent");
        }
    }

    /**
     * A reference to an exported object.
     *
     * @param fields guid, endpoint, host
     */
    record Ref(Fields fields) implements ValueCodec {
        @Override
        public void write(Object value, XmlOut out) {
            RemoteRef ref = ValueCodec.require(value, RemoteRef.class);
            out.enter();
            fields.write(0, ref.guid().toString(), out);
            fields.write(1, ref.endpoints(), out);
            if (!ref.host().isEmpty()) fields.write(2, ref.host(), out);
            out.leave();
        }

        @Override
        public Object read(XmlIn in) {
            in.enter();
            Object[] read = fields.read(in);
            in.leave();
            List<RemoteRef.Entry> endpoints = new ArrayList<>();
            for (Object entry : (List<?>) read[1]) endpoints.add((RemoteRef.Entry) entry);
            String guid = (String) read[0];
            try {
                UUID id = UUID.fromString(guid.strip());
                if (!id.toString().equalsIgnoreCase(guid.strip())) throw new IllegalArgumentException(guid);
                return new RemoteRef(id, ((String) read[2]).strip(), endpoints);
            } catch (IllegalArgumentException e) {
                throw new DecodeException("is no RemoteRef: " + Printable.of(String.valueOf(e.getMessage())));
            }
        }

        @Override
        public Object absent() {
            throw new DecodeException("is absent: no RemoteRef stands for that, use Optional");
        }
    }

    /**
     * One endpoint of a reference.
     *
     * @param fields uri, contract
     */
    record RefEndpoint(Fields fields) implements ValueCodec {
        @Override
        public void write(Object value, XmlOut out) {
            RemoteRef.Entry entry = ValueCodec.require(value, RemoteRef.Entry.class);
            fields.write(0, entry.endpoint().toString(), out);
            fields.write(1, entry.contracts(), out);
        }

        @Override
        public Object read(XmlIn in) {
            Object[] read = fields.read(in);
            List<String> contracts = new ArrayList<>();
            for (Object name : (List<?>) read[1]) contracts.add((String) name);
            try {
                return new RemoteRef.Entry(Endpoint.parse(((String) read[0]).strip()), contracts);
            } catch (IllegalArgumentException e) {
                throw new DecodeException("is no endpoint: " + Printable.of(String.valueOf(e.getMessage())));
            }
        }

        @Override
        public Object absent() {
            throw new DecodeException("is absent");
        }
    }
}
