package io.rmix.cli.torture.verify;

import java.io.IOException;
import java.nio.file.Path;

/** What is known of one lineage. */
final class Lineage implements AutoCloseable {
    final String id;
    final TotalOrder order;
    final Senders senders;
    final Reliables reliables;
    final Views views;
    final Hashes hashes;

    Lineage(String id, Path folder, Violations violations) throws IOException {
        this.id = id;
        this.order = new TotalOrder(folder.resolve("order-" + id));
        this.senders = new Senders(violations);
        this.reliables = new Reliables(violations);
        this.views = new Views(violations);
        this.hashes = new Hashes(violations);
    }

    /** Goes through what has become complete. */
    void advance() throws IOException {
        while (order.advance()) {
            Entry entry = order.get(order.complete());
            if (entry != null) senders.next(order.complete(), entry);
        }
    }

    @Override
    public void close() throws IOException {
        order.close();
    }
}
