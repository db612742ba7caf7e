package io.rmix.contract;

import org.jspecify.annotations.Nullable;

/** What every codec asks of a value before it is sent. */
final class Checks {
    private Checks() {}

    /** The value, if it is there and of the class. */
    static Object instance(@Nullable Object value, Class<?> type) {
        if (value == null) {
            throw isNull();
        }
        if (!type.isInstance(value)) {
            throw new EncodeException(
                    "is a " + value.getClass().getName() + " where a " + type.getName() + " is expected");
        }
        return value;
    }

    static EncodeException isNull() {
        return new EncodeException("is null: null is refused, use Optional for what may be absent");
    }

    /** Bytes that a string takes in UTF-8, between 0 and 3 times its length; refuses a surrogate without its partner. */
    static long utf8Length(String text) {
        int length = text.length();
        int i = 0;
        while (i < length && text.charAt(i) < 0x80) {
            i++;
        }
        long bytes = length;
        for (; i < length; i++) {
            char c = text.charAt(i);
            if (c >= 0x800) {
                bytes += 2;
                if (Character.isSurrogate(c)) {
                    if (!Character.isHighSurrogate(c)
                            || i + 1 == length
                            || !Character.isLowSurrogate(text.charAt(i + 1))) {
                        throw new EncodeException("has a surrogate without its partner at index " + i);
                    }
                    i++; // the pair counts as two chars and takes four bytes
                }
            } else if (c >= 0x80) {
                bytes++;
            }
        }
        return bytes;
    }
}
