package io.rmix.http;

import io.rmix.TraceContext;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The first line and the headers of a message, as far as they matter here. */
final class HttpHead {
    private static final int MAX_FIELDS = 100;

    private final String startLine;
    private int fields;
    private long contentLength = -1;
    private boolean chunked;
    private String contentType = "";
    private String contentEncoding = "";
    private String connection = "";
    private String expect = "";
    private String host = "";
    private Map<String, String> trace = Map.of();
    private String context = "";

    HttpHead(String startLine) {
        this.startLine = startLine;
    }

    String startLine() {
        return startLine;
    }

    /** -1 if it is not said. */
    long contentLength() {
        return contentLength;
    }

    boolean chunked() {
        return chunked;
    }

    String contentType() {
        return contentType;
    }

    String contentEncoding() {
        return contentEncoding;
    }

    String host() {
        return host;
    }

    /** RMIX-Context. */
    String context() {
        return context;
    }

    /** traceparent and tracestate; the latter may come in several lines. */
    Map<String, String> trace() {
        return trace;
    }

    private void trace(String name, byte[] line, int colon, int to) {
        if (trace.isEmpty()) trace = new HashMap<>();
        trace.merge(name, value(line, colon, to), (before, more) -> before + "," + more);
    }

    boolean expectsContinue() {
        return expect.equalsIgnoreCase("100-continue");
    }

    /** Whether the connection ends with this message. */
    boolean closes() {
        boolean old = startLine.endsWith("HTTP/1.0") || startLine.startsWith("HTTP/1.0");
        String said = connection.toLowerCase(Locale.ROOT);
        return old ? !said.contains("keep-alive") : said.contains("close");
    }

    /** Takes a header line, which is in the array from one index to the other. */
    void field(byte[] line, int from, int to) throws HttpRefusal {
        if (++fields > MAX_FIELDS) throw new HttpRefusal(431, "more than " + MAX_FIELDS + " header fields");
        int colon = from;
        while (colon < to && line[colon] != ':') {
            if (line[colon] <= ' ' || line[colon] == 0x7f) throw new HttpRefusal(400, "a malformed header field");
            colon++;
        }
        if (colon == from || colon == to) throw new HttpRefusal(400, "a malformed header field");
        switch (colon - from) {
            case 4 -> host = named("host", line, from, colon) ? once("Host", host, value(line, colon, to)) : host;
            case 6 -> expect = named("expect", line, from, colon) ? value(line, colon, to) : expect;
            case 10 -> {
                if (named("connection", line, from, colon)) connection = value(line, colon, to);
                else if (named(TraceContext.STATE, line, from, colon)) trace(TraceContext.STATE, line, colon, to);
            }
            case 11 -> {
                if (named(TraceContext.PARENT, line, from, colon)) trace(TraceContext.PARENT, line, colon, to);
            }
            case 12 -> {
                if (named("content-type", line, from, colon))
                    contentType = once("Content-Type", contentType, value(line, colon, to));
                else if (named("rmix-context", line, from, colon))
                    context = once("RMIX-Context", context, value(line, colon, to));
            }
            case 14 -> {
                if (named("content-length", line, from, colon)) length(value(line, colon, to));
            }
            case 16 ->
                contentEncoding =
                        named("content-encoding", line, from, colon) ? value(line, colon, to) : contentEncoding;
            case 17 -> {
                if (named("transfer-encoding", line, from, colon)) transferEncoding(value(line, colon, to));
            }
            default -> {}
        }
    }

    private static boolean named(String lowerCase, byte[] line, int from, int to) {
        for (int i = 0; i < to - from; i++) if ((line[from + i] | 0x20) != lowerCase.charAt(i)) return false;
        return true;
    }

    private static String value(byte[] line, int colon, int to) {
        return new String(line, colon + 1, to - colon - 1, StandardCharsets.ISO_8859_1).strip();
    }

    private static String once(String name, String before, String value) throws HttpRefusal {
        if (!before.isEmpty()) throw new HttpRefusal(400, name + " is there twice");
        return value;
    }

    private void length(String value) throws HttpRefusal {
        if (contentLength >= 0) throw new HttpRefusal(400, "Content-Length is there twice");
        if (value.isEmpty() || value.length() > 15 || !value.chars().allMatch(c -> c >= '0' && c <= '9'))
            throw new HttpRefusal(400, "a malformed Content-Length");
        contentLength = Long.parseLong(value);
    }

    private void transferEncoding(String value) throws HttpRefusal {
        if (chunked || !value.equalsIgnoreCase("chunked"))
            throw new HttpRefusal(501, "a Transfer-Encoding other than chunked");
        chunked = true;
    }

    /** Called after the last field. */
    void complete() throws HttpRefusal {
        if (chunked && contentLength >= 0) throw new HttpRefusal(400, "both Content-Length and Transfer-Encoding");
    }
}
