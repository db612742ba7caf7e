package io.rmix.soap.xml;

import io.rmix.contract.EncodeException;
import io.rmix.http.xml.XmlOut;
import org.jspecify.annotations.Nullable;

/** One type as the content of one element. Immutable and safe for any thread. */
interface ValueCodec {
    /** Writes what goes between the element's tags. */
    void write(Object value, XmlOut out);

    /** Reads from the element's start, where the reader is, to its end. */
    Object read(XmlIn in);

    /** What an element that is not there stands for: fields may be added to a contract, with defaults. */
    Object absent();

    /** The value, if it is there and of the class. */
    static <T> T require(@Nullable Object value, Class<T> type) {
        if (value == null) throw new EncodeException("is null: null is refused, use Optional for what may be absent");
        if (!type.isInstance(value))
            throw new EncodeException(
                    "is a " + value.getClass().getName() + " where a " + type.getName() + " is expected");
        return type.cast(value);
    }
}
