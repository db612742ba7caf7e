package io.rmix.dvm.runtime;

import com.google.protobuf.ByteString;
import io.rmix.dvm.View;
import io.rmix.dvm.protocol.link.Control;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What came in, within its bounds. What is not throws {@link IllegalArgumentException} with what it is, its value and what was expected. */
final class Checked {
    private static final int LONGEST_NAME = 64;
    /** A character of text has at most so many bytes. */
    private static final int UTF8 = 4;

    private Checked() {}

    /** An unsigned number on the wire that has a sign here. */
    static long number(long value, long least, String what) {
        if (value < least) {
            throw new IllegalArgumentException(
                    what + " is " + Long.toUnsignedString(value) + ": expected " + least + " to " + Long.MAX_VALUE);
        }
        return value;
    }

    /** As {@link #number(long, long, String)}, of 32 bits. */
    static int number(int value, int least, String what) {
        if (value < least) {
            throw new IllegalArgumentException(what + " is " + Integer.toUnsignedString(value) + ": expected " + least
                    + " to " + Integer.MAX_VALUE);
        }
        return value;
    }

    /** Unsigned numbers on the wire that have a sign here. */
    static List<Long> numbers(int most, List<Long> list, String what) {
        String one = "one of " + what;
        return atMost(most, list, what).stream()
                .map(each -> number(each, 0, one))
                .toList();
    }

    /** A list that is not longer than a bound; its elements are not looked at. */
    static <T> List<T> atMost(int most, List<T> list, String what) {
        if (list.size() > most) {
            throw new IllegalArgumentException(list.size() + " " + what + ": expected at most " + most);
        }
        return list;
    }

    /** A ring index of the greatest view there can be; only the core knows how great its view is. */
    static int index(int value, String what) {
        if (value < 0 || value >= View.MAX_MEMBERS) {
            throw new IllegalArgumentException("ring index of " + what + " is " + Integer.toUnsignedString(value)
                    + ": expected 0 to " + (View.MAX_MEMBERS - 1));
        }
        return value;
    }

    /** Ring indexes. */
    static List<Integer> indexes(int most, List<Integer> list, String what) {
        return atMost(most, list, what).stream().map(each -> index(each, what)).toList();
    }

    /** A name as it may go into messages and logs: at most 64 characters of printable ASCII, {@code ?} for others. */
    static String name(ByteString name) {
        if (name.size() > LONGEST_NAME) {
            throw new IllegalArgumentException(
                    "a name has " + name.size() + " bytes: expected at most " + LONGEST_NAME);
        }
        byte[] bytes = name.toByteArray();
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = bytes[i] > ' ' && bytes[i] < 127 ? bytes[i] : (byte) '?';
        }
        return new String(bytes, StandardCharsets.US_ASCII);
    }

    /** A reason for the operator, cut to its bound. */
    static String reason(ByteString reason) {
        int most = Control.Suspicion.MAX_REASON;
        return cut(reason.substring(0, Math.min(reason.size(), UTF8 * most)).toStringUtf8());
    }

    /** A reason on its way out, cut to the same bound. */
    static String cut(String reason) {
        return reason.substring(0, Math.min(reason.length(), Control.Suspicion.MAX_REASON));
    }
}
