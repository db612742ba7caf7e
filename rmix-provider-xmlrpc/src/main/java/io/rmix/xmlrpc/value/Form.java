package io.rmix.xmlrpc.value;

import io.rmix.contract.DecodeException;
import io.rmix.contract.EncodeException;
import org.jspecify.annotations.Nullable;

/** One type of a contract as a value of XML-RPC. Immutable and safe for any thread. */
interface Form {
    /**
     * What goes on the wire for a value.
     *
     * @throws EncodeException if it does not fit
     */
    Object write(Object value, Depth depth);

    /**
     * The value that came.
     *
     * @throws DecodeException if it does not fit
     */
    Object read(Object wire, Depth depth);

    /** What a member that is not there stands for: fields may be added to a contract, with defaults. */
    Object absent();

    /** The type's name in XML-RPC. */
    String wireType();

    /** The value, if it is there and of the class. */
    static <T> T require(@Nullable Object value, Class<T> type) {
        if (value == null) throw new EncodeException("is null: null is refused, use Optional for what may be absent");
        if (!type.isInstance(value))
            throw new EncodeException(
                    "is a " + value.getClass().getName() + " where a " + type.getName() + " is expected");
        return type.cast(value);
    }

    /** What came, if it is of the class. */
    static <T> T expect(Object wire, Class<T> type, String wireType) {
        if (!type.isInstance(wire))
            throw new DecodeException("is of type " + nameOf(wire) + " where " + wireType + " is expected");
        return type.cast(wire);
    }

    private static String nameOf(Object wire) {
        if (wire instanceof Boolean) return "boolean";
        if (wire instanceof Integer) return "int";
        if (wire instanceof Double) return "double";
        if (wire instanceof String) return "string";
        if (wire instanceof byte[]) return "base64";
        if (wire instanceof Object[]) return "array";
        return wire instanceof java.util.Map ? "struct" : "dateTime.iso8601";
    }
}
