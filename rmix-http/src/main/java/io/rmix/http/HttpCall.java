package io.rmix.http;

import org.jspecify.annotations.Nullable;

/** One exchange, as another thread may end it. */
public final class HttpCall {
    private @Nullable HttpClientConnection connection;
    private boolean aborted;

    /** Closes the connection the exchange runs on, or keeps the exchange from beginning. */
    public void abort() {
        HttpClientConnection running;
        synchronized (this) {
            aborted = true;
            running = connection;
        }
        if (running != null) running.close();
    }

    synchronized boolean aborted() {
        return aborted;
    }

    /** Whether the exchange may go on, on this connection. */
    synchronized boolean runsOn(HttpClientConnection chosen) {
        connection = chosen;
        return !aborted;
    }

    /** The connection is no longer this exchange's. */
    synchronized void over() {
        connection = null;
    }
}
