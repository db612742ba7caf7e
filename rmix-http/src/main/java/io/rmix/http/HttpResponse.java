package io.rmix.http;

import java.nio.charset.StandardCharsets;

/**
 * An answer.
 *
 * @param status such as 200
 * @param contentType empty if there is no body
 * @param body see {@link HttpBody}
 * @param extra further header lines, each with its end
 */
public record HttpResponse(int status, String contentType, HttpBody body, String extra) {
    public HttpResponse(int status, String contentType, HttpBody body) {
        this(status, contentType, body, "");
    }

    /** A short text for people. */
    public static HttpResponse text(int status, String text) {
        return bytes(status, "text/plain; charset=utf-8", (text + "\n").getBytes(StandardCharsets.UTF_8));
    }

    public static HttpResponse bytes(int status, String contentType, byte[] body) {
        return new HttpResponse(status, contentType, new Plain(body));
    }

    public static HttpResponse empty(int status) {
        return bytes(status, "", new byte[0]);
    }

    /** The same with one more header line. */
    public HttpResponse with(String header) {
        return new HttpResponse(status, contentType, body, extra + header + "\r\n");
    }

    private static final class Plain implements HttpBody {
        private final byte[] content;
        private byte[] all;

        Plain(byte[] content) {
            this.content = content;
            this.all = content;
        }

        @Override
        public int size() {
            return content.length;
        }

        @Override
        public int prepend(byte[] head) {
            all = new byte[head.length + content.length];
            System.arraycopy(head, 0, all, 0, head.length);
            System.arraycopy(content, 0, all, head.length, content.length);
            return 0;
        }

        @Override
        public byte[] array() {
            return all;
        }

        @Override
        public int end() {
            return all.length;
        }
    }
}
