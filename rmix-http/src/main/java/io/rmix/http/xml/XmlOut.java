package io.rmix.http.xml;

import io.rmix.contract.EncodeException;
import io.rmix.http.HttpBody;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * A message being written as XML in UTF-8, with room before it for a head that is known only afterwards. Bounded in size and
 * depth. Not for use by two threads at once.
 */
public final class XmlOut implements HttpBody {
    private static final int HEADROOM = 512;
    private static final int BLOCK = 1024;
    /** Longest that one char becomes: {@code &#xD;}, {@code &amp;}. */
    private static final int LONGEST = 5;

    private static final byte[] AMP = "&amp;".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] LT = "&lt;".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] GT = "&gt;".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CR = "&#xD;".getBytes(StandardCharsets.US_ASCII);

    private final int limit;
    private final int maxDepth;
    private byte[] bytes;
    private int end = HEADROOM;
    private int depth;
    private boolean unsupported;

    /**
     * An empty message.
     *
     * @param maxBytes largest message
     * @param maxDepth deepest value, by {@link #enter}
     */
    public XmlOut(int maxBytes, int maxDepth) {
        this.limit = maxBytes;
        this.maxDepth = maxDepth;
        this.bytes = new byte[HEADROOM + 2 * BLOCK];
    }

    /** Whether the last exception thrown was for text that XML cannot carry. */
    public boolean unsupported() {
        return unsupported;
    }

    /** Bytes of the message, without a head. */
    @Override
    public int size() {
        return end - HEADROOM;
    }

    /** The array that holds head and message. */
    @Override
    public byte[] array() {
        return bytes;
    }

    /** Where the message ends in {@link #array()}. */
    @Override
    public int end() {
        return end;
    }

    /**
     * Puts a head straight before the message, which is complete.
     *
     * @return where the head begins in {@link #array()}
     */
    @Override
    public int prepend(byte[] head) {
        int start = HEADROOM - head.length;
        if (start < 0) {
            byte[] longer = new byte[end - start];
            System.arraycopy(bytes, HEADROOM, longer, head.length, size());
            bytes = longer;
            end = head.length + end - HEADROOM;
            start = 0;
        }
        System.arraycopy(head, 0, bytes, start, head.length);
        return start;
    }

    /** The message in an array of its own. */
    public byte[] toByteArray() {
        return Arrays.copyOfRange(bytes, HEADROOM, end);
    }

    /** Markup or text that needs no escape. */
    public void raw(byte[] markup) {
        reserve(markup.length);
        System.arraycopy(markup, 0, bytes, end, markup.length);
        end += markup.length;
    }

    /** Text in ASCII that needs no escape, such as a number. */
    @SuppressWarnings("deprecation")
    public void ascii(String text) {
        int length = text.length();
        reserve(length);
        text.getBytes(0, length, bytes, end);
        end += length;
    }

    /** Bytes in base64, padded, on one line. */
    public void base64(byte[] value) {
        raw(Base64.getEncoder().encode(value));
    }

    /** Text, escaped so that a parser gives back the same characters, carriage returns included. */
    public void text(String text) {
        int length = text.length();
        for (int from = 0; from < length; from += BLOCK) {
            int to = Math.min(length, from + BLOCK);
            ensure((to - from) * LONGEST);
            for (int i = from; i < to; i++) {
                char c = text.charAt(i);
                if (c >= ' ' && c < 0x80 && c != '&' && c != '<' && c != '>') bytes[end++] = (byte) c;
                else special(text, i, c);
            }
            checkSize();
        }
    }

    private void special(String text, int index, char c) {
        switch (c) {
            case '&' -> put(AMP);
            case '<' -> put(LT);
            case '>' -> put(GT);
            case '\r' -> put(CR);
            case '\t', '\n' -> bytes[end++] = (byte) c;
            default -> beyondAscii(text, index, c);
        }
    }

    private void beyondAscii(String text, int index, char c) {
        if (c < ' ' || c == 0xFFFE || c == 0xFFFF) throw uncarriable(c, index);
        if (c < 0x800) {
            bytes[end++] = (byte) (0xC0 | c >> 6);
            bytes[end++] = (byte) (0x80 | c & 0x3F);
        } else if (!Character.isSurrogate(c)) {
            bytes[end++] = (byte) (0xE0 | c >> 12);
            bytes[end++] = (byte) (0x80 | c >> 6 & 0x3F);
            bytes[end++] = (byte) (0x80 | c & 0x3F);
        } else if (Character.isLowSurrogate(c)) {
            // its pair was written with the high surrogate
            if (index == 0 || !Character.isHighSurrogate(text.charAt(index - 1))) throw alone(index);
        } else {
            if (index + 1 == text.length() || !Character.isLowSurrogate(text.charAt(index + 1))) throw alone(index);
            int point = Character.toCodePoint(c, text.charAt(index + 1));
            bytes[end++] = (byte) (0xF0 | point >> 18);
            bytes[end++] = (byte) (0x80 | point >> 12 & 0x3F);
            bytes[end++] = (byte) (0x80 | point >> 6 & 0x3F);
            bytes[end++] = (byte) (0x80 | point & 0x3F);
        }
    }

    private EncodeException uncarriable(char c, int index) {
        unsupported = true;
        return new EncodeException(String.format(
                "has U+%04X at index %d, which XML cannot carry; remove it or send bytes", (int) c, index));
    }

    private EncodeException alone(int index) {
        unsupported = true;
        return new EncodeException("has a surrogate without its partner at index " + index);
    }

    private void put(byte[] escape) {
        System.arraycopy(escape, 0, bytes, end, escape.length);
        end += escape.length;
    }

    /** One level deeper, in a value that holds others. */
    public void enter() {
        if (++depth > maxDepth) throw EncodeException.tooLarge("is nested deeper than " + maxDepth + " levels");
    }

    /** Out of that value again. */
    public void leave() {
        depth--;
    }

    private void reserve(int more) {
        ensure(more);
        if (size() + (long) more > limit) throw tooLarge();
    }

    private void checkSize() {
        if (size() > limit) throw tooLarge();
    }

    private EncodeException tooLarge() {
        return EncodeException.tooLarge("makes the message larger than " + limit + " bytes, the limit");
    }

    private void ensure(int more) {
        if (bytes.length - end >= more) return;
        if (size() + (long) more > 2L * limit + 2 * BLOCK * LONGEST) throw tooLarge();
        bytes = Arrays.copyOf(bytes, (int)
                Math.min(Integer.MAX_VALUE - 8, Math.max(2L * bytes.length, end + (long) more)));
    }
}
