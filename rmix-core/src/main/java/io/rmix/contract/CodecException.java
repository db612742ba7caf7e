package io.rmix.contract;

import org.jspecify.annotations.Nullable;

/** A value that does not fit its type; says which one by its path from the call, such as {@code argument order.lines[3].name}. */
public abstract sealed class CodecException extends RuntimeException permits EncodeException, DecodeException {
    private static final long serialVersionUID = 1;
    private static final int LONGEST_KEY = 40;

    private final String problem;
    private String path = "";
    private @Nullable Root root;

    CodecException(String problem, @Nullable Throwable cause) {
        super(problem, cause);
        this.problem = problem;
    }

    /** Where: names of fields, {@code [index]} in lists, {@code [key]} in maps; empty for the value as a whole. */
    public String path() {
        return path;
    }

    /** What is wrong there. */
    public String problem() {
        return problem;
    }

    /** The path, then the problem. */
    @Override
    public String getMessage() {
        String where = root == null ? path : path.isEmpty() ? root.whole() : root.part() + path;
        return where.isEmpty() ? problem : where + " " + problem;
    }

    /** Puts a segment before the path, on the way out of the value that was being worked on. */
    final void prepend(String segment) {
        if (segment.isEmpty()) {
            return; // a wrapper, which Java does not have
        }
        if (path.isEmpty() || path.startsWith("[")) {
            path = segment + path;
        } else {
            path = segment + "." + path;
        }
    }

    /** Says what the path starts in. */
    final void root(Root label) {
        root = label;
    }

    /** A map's key as a path segment, cut and made printable: keys come from the network. */
    static String keySegment(Object key) {
        String text = String.valueOf(key);
        String cut = text.length() > LONGEST_KEY ? text.substring(0, LONGEST_KEY) + "..." : text;
        StringBuilder out = new StringBuilder("[");
        cut.chars().forEach(c -> out.append(c < ' ' || c >= 0x7f && c < 0xa0 ? '?' : (char) c));
        return out.append(']').toString();
    }
}
