package io.rmix.soap.xml;

import io.rmix.contract.DecodeException;
import io.rmix.contract.EncodeException;
import io.rmix.http.xml.XmlOut;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A named child element: there once, as often as a list has elements, or at most once. */
final class Field {
    /** How often the element is there. */
    enum Presence {
        ONCE,
        REPEATED,
        OPTIONAL
    }

    private final String name;
    private final Presence presence;
    private final ValueCodec element;
    private final byte[] open;
    private final byte[] close;

    Field(String name, Presence presence, ValueCodec element) {
        this.name = name;
        this.presence = presence;
        this.element = element;
        this.open = ("<" + name + ">").getBytes(StandardCharsets.US_ASCII);
        this.close = ("</" + name + ">").getBytes(StandardCharsets.US_ASCII);
    }

    String name() {
        return name;
    }

    void write(@Nullable Object value, XmlOut out) {
        try {
            switch (presence) {
                case ONCE -> writeElement(value, out);
                case REPEATED -> writeList(ValueCodec.require(value, List.class), out);
                case OPTIONAL -> {
                    Optional<?> optional = ValueCodec.require(value, Optional.class);
                    if (optional.isPresent()) writeElement(optional.get(), out);
                }
            }
        } catch (EncodeException e) {
            throw e.within(name);
        }
    }

    private void writeElement(@Nullable Object value, XmlOut out) {
        out.raw(open);
        element.write(ValueCodec.require(value, Object.class), out);
        out.raw(close);
    }

    private void writeList(List<?> list, XmlOut out) {
        int index = 0;
        for (Object item : list) {
            try {
                writeElement(item, out);
            } catch (EncodeException e) {
                throw e.within("[" + index + "]");
            }
            index++;
        }
    }

    /**
     * Reads one occurrence.
     *
     * @param before what {@link #read} gave for the occurrence before, or null
     */
    @Nullable Object read(XmlIn in, @Nullable Object before) {
        try {
            return switch (presence) {
                case ONCE -> {
                    refuseSecond(before);
                    if (in.isNil()) throw new DecodeException("is nil");
                    yield element.read(in);
                }
                case OPTIONAL -> {
                    refuseSecond(before);
                    yield readOptional(in);
                }
                case REPEATED -> {
                    @SuppressWarnings("unchecked")
                    List<Object> list = before == null ? new ArrayList<>() : (List<Object>) before;
                    list.add(readItem(in, list.size()));
                    yield list;
                }
            };
        } catch (DecodeException e) {
            throw e.within(name);
        }
    }

    private static void refuseSecond(@Nullable Object before) {
        if (before != null) throw new DecodeException("is there twice");
    }

    private Optional<Object> readOptional(XmlIn in) {
        if (!in.isNil()) return Optional.of(element.read(in));
        in.skip();
        return Optional.empty();
    }

    private Object readItem(XmlIn in, int index) {
        try {
            if (in.isNil()) throw new DecodeException("is nil");
            return element.read(in);
        } catch (DecodeException e) {
            throw e.within("[" + index + "]");
        }
    }

    /** The value, when all occurrences have been read; {@code read} is null if there was none. */
    Object finish(@Nullable Object read) {
        try {
            return switch (presence) {
                case ONCE -> read == null ? element.absent() : read;
                case OPTIONAL -> read == null ? Optional.empty() : read;
                case REPEATED -> read == null ? List.of() : Collections.unmodifiableList((List<?>) read);
            };
        } catch (DecodeException e) {
            throw e.within(name);
        }
    }
}
