package io.rmix.http.xml;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The encodings of characters in which a message may come; ours go in UTF-8. */
public final class Encodings {
    private static final Set<String> ALLOWED =
            Set.of("utf-8", "utf8", "utf-16", "utf-16le", "utf-16be", "us-ascii", "iso-8859-1");

    private Encodings() {}

    /** Whether a document may name the encoding. */
    public static boolean isAllowed(String name) {
        return ALLOWED.contains(name.toLowerCase(Locale.ROOT));
    }

    /**
     * The encoding that a content type names.
     *
     * @return null if it names none
     * @throws MalformedXmlException if it is not one of those that are read
     */
    public static @Nullable String of(String contentType) {
        int at = contentType.toLowerCase(Locale.ROOT).indexOf("charset=");
        if (at < 0) return null;
        String rest = contentType.substring(at + "charset=".length());
        int end = rest.indexOf(';');
        String name =
                (end < 0 ? rest : rest.substring(0, end)).replace("\"", "").strip();
        if (!isAllowed(name))
            throw new MalformedXmlException("is in the charset " + Printable.of(name) + "; use utf-8");
        return name.equalsIgnoreCase("utf8") ? "UTF-8" : name;
    }
}
