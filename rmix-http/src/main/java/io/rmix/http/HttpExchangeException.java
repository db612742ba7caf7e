package io.rmix.http;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A request without an answer; says whether a byte of it may have reached a server. */
public final class HttpExchangeException extends IOException {
    private static final long serialVersionUID = 1;

    private final boolean sent;
    private final Kind kind;

    /** Why there is no answer. */
    public enum Kind {
        /** The server cannot be reached, or the connection broke. */
        BROKEN,
        /** The deadline has passed. */
        LATE,
        /** The thread was interrupted; its status is kept. */
        INTERRUPTED,
        /** This side closed the connection. */
        CLOSED,
        /** The answer is larger than the limit. */
        TOO_LARGE,
        /** What answered speaks no HTTP. */
        MALFORMED
    }

    HttpExchangeException(Kind kind, boolean sent, String reason, @Nullable Throwable cause) {
        super(reason, cause);
        this.kind = kind;
        this.sent = sent;
    }

    /** Whether a byte of the request may have reached a server. */
    public boolean sent() {
        return sent;
    }

    public Kind kind() {
        return kind;
    }
}
