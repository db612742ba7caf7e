package io.rmix.engine;

import io.rmix.Endpoint;
import io.rmix.spi.Connection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** Connections by address and options; stubs for which both are the same share one, and the last that leaves closes it. */
final class Connections {
    private final Map<Way, Shared> shared = new HashMap<>();
    private final BiFunction<Endpoint, Map<String, String>, Connection> connect;

    /** @param connect makes one to an address, without a service, with options */
    Connections(BiFunction<Endpoint, Map<String, String>, Connection> connect) {
        this.connect = connect;
    }

    private static final class Shared {
        private final Connection connection;
        private int users;

        Shared(Connection connection) {
            this.connection = connection;
        }
    }

    /** A share of the connection that a stub is to use; the way's service does not matter. */
    synchronized Lease lease(Way way) {
        Way key = way.withoutService();
        Shared found = shared.computeIfAbsent(key, k -> new Shared(connect.apply(k.endpoint(), k.options())));
        found.users++;
        return new Lease(key, found);
    }

    /** A stub's share of a connection. */
    final class Lease {
        private final Way key;
        private final Shared share;
        private boolean released;

        Lease(Way key, Shared share) {
            this.key = key;
            this.share = share;
        }

        Connection connection() {
            return share.connection;
        }

        void release() {
            synchronized (Connections.this) {
                if (released) return;
                released = true;
                if (--share.users > 0) return;
                shared.remove(key, share);
            }
            share.connection.close();
        }
    }

    void closeAll() {
        List<Shared> left;
        synchronized (this) {
            left = new ArrayList<>(shared.values());
            shared.clear();
        }
        for (Shared each : left) each.connection.close();
    }
}
