package io.rmix.xmlrpc;

import java.util.Locale;
import java.util.Set;

/** Where requests go, and what they are. */
final class Paths {
    /** Of the requests that we send. */
    static final String DEFAULT = "/RPC2";

    static final String CONTENT_TYPE = "text/xml; charset=utf-8";

    private static final Set<String> SERVED = Set.of(DEFAULT, "/");

    private Paths() {}

    static boolean isServed(String path) {
        return SERVED.contains(path);
    }

    static boolean isXml(String contentType) {
        int end = contentType.indexOf(';');
        String type =
                (end < 0 ? contentType : contentType.substring(0, end)).strip().toLowerCase(Locale.ROOT);
        return type.equals("text/xml") || type.equals("application/xml");
    }
}
