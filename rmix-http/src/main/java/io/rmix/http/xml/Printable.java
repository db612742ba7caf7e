package io.rmix.http.xml;

/** Text from the network, made fit for a log line. */
public final class Printable {
    private static final int LONGEST = 200;

    private Printable() {}

    /** On one line, without control characters, cut where it is long. */
    public static String of(String text) {
        return of(text, LONGEST);
    }

    /**
     * The same, of another length.
     *
     * @param longest chars that are kept
     */
    public static String of(String text, int longest) {
        String cut = text.length() > longest ? text.substring(0, longest) + "..." : text;
        StringBuilder out = new StringBuilder(cut.length());
        for (int i = 0; i < cut.length(); i++) {
            char c = cut.charAt(i);
            if (c == '\n' || c == '\r' || c == '\t') out.append(' ');
            else out.append(c < ' ' || c >= 0x7f && c < 0xa0 || Character.isSurrogate(c) || c >= 0xFFFE ? '?' : c);
        }
        return out.toString();
    }
}
