package io.rmix.engine;

import io.rmix.Endpoint;
import io.rmix.spi.Connection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Connections by address; stubs of one address share one, and the last that leaves closes it. */
final class Connections {
    private final Map<String, Shared> byAddress = new HashMap<>();
    private final Function<Endpoint, Connection> connect;

    Connections(Function<Endpoint, Connection> connect) {
        this.connect = connect;
    }

    private static final class Shared {
        private final Connection connection;
        private int users;

        Shared(Connection connection) {
            this.connection = connection;
        }
    }

    synchronized Lease lease(Endpoint endpoint) {
        Endpoint address = endpoint.withService("");
        Shared shared = byAddress.computeIfAbsent(address.address(), a -> new Shared(connect.apply(address)));
        shared.users++;
        return new Lease(address.address(), shared);
    }

    /** A stub's share of a connection. */
    final class Lease {
        private final String address;
        private final Shared shared;
        private boolean released;

        Lease(String address, Shared shared) {
            this.address = address;
            this.shared = shared;
        }

        Connection connection() {
            return shared.connection;
        }

        void release() {
            synchronized (Connections.this) {
                if (released) return;
                released = true;
                if (--shared.users > 0) return;
                byAddress.remove(address, shared);
            }
            shared.connection.close();
        }
    }

    void closeAll() {
        List<Shared> left;
        synchronized (this) {
            left = new ArrayList<>(byAddress.values());
            byAddress.clear();
        }
        for (Shared shared : left) shared.connection.close();
    }
}
