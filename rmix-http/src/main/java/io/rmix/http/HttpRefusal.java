package io.rmix.http;

import java.io.IOException;

/** What arrived is not acceptable as HTTP; the connection ends after the answer. */
public final class HttpRefusal extends IOException {
    private static final long serialVersionUID = 1;

    private final int status;

    /** @param status of the answer; 0 for none, because the peer is gone or speaks no HTTP */
    HttpRefusal(int status, String reason) {
        super(reason);
        this.status = status;
    }

    public int status() {
        return status;
    }
}
