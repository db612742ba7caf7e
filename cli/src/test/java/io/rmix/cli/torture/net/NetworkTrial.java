package io.rmix.cli.torture.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.testkit.Await;
import java.io.IOException;
import java.util.Set;

/** Does to plain sockets between three hosts whatever a network can do, and looks whether it does that and nothing else. */
final class NetworkTrial {
    private static final Set<String> A = Set.of("a");
    private static final Set<String> B = Set.of("b");
    private static final int DATAGRAMS = 2000;
    private static final int AT_ONCE = 100;

    private final Network network;
    private final PeerProcess a;
    private final PeerProcess b;
    private final PeerProcess c;

    private NetworkTrial(Network network, PeerProcess a, PeerProcess b, PeerProcess c) {
        this.network = network;
        this.a = a;
        this.b = b;
        this.c = c;
    }

    /** Inside a namespace. */
    public static void main(String[] arguments) throws Exception {
        try (Network network = new NamespaceNetwork()) {
            System.out.println("passed: " + of(network));
        }
        System.exit(0);
    }

    /** All that it can do. */
    static Set<NetworkFault> of(Network network) throws Exception {
        try (PeerProcess a = new PeerProcess(network.host("a"));
                PeerProcess b = new PeerProcess(network.host("b"));
                PeerProcess c = new PeerProcess(network.host("c"))) {
            NetworkTrial trial = new NetworkTrial(network, a, b, c);
            assertEquals("connected", a.connect(b));
            assertEquals("connected", a.connect(c));
            assertEquals("connected", b.connect(a));
            // What is connected for its side alone may not have come to a proxy yet, and no fault concerns it then.
            trial.passes(a, b);
            trial.passes(a, c);
            trial.passes(b, a);
            for (NetworkFault each : network.can()) {
                trial.fault(each);
                network.heal();
                trial.passes(a, b);
                trial.passes(b, a);
                trial.passes(a, c);
            }
        }
        return network.can();
    }

    private void fault(NetworkFault fault) throws Exception {
        switch (fault) {
            case PARTITION -> partition();
            case ONE_WAY -> oneWay();
            case RATE -> rate();
            case LOSS -> loss();
            case CUT -> cut();
        }
    }

    /** A connection that was made under a fault or broke is made anew. */
    private void passes(PeerProcess from, PeerProcess to) {
        Await.until("bytes pass", () -> {
            try {
                String echo = from.echo(to);
                if (echo.equals("broken")) {
                    from.connect(to);
                }
                return echo.equals("echoed");
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private void partition() throws IOException {
        long before = b.received();
        network.apply(NetworkFault.PARTITION, A, B);
        assertEquals("silence", a.echo(b));
        assertEquals("silence", b.echo(a));
        assertEquals(before, b.received());
        passes(a, c);
        a.connect(b);
        assertNotEquals("echoed", a.echo(b), "no connection is made either");
        assertEquals(before, b.received());
    }

    private void oneWay() throws IOException {
        long atA = a.received();
        long atB = b.received();
        network.apply(NetworkFault.ONE_WAY, A, B);
        assertEquals("silence", b.echo(a));
        assertTrue(a.received() > atA, "one way is open");
        assertEquals("silence", a.echo(b));
        assertEquals(atB, b.received(), "the other is not");
    }

    private void cut() throws IOException {
        network.apply(NetworkFault.CUT, A, B);
        assertEquals("broken", a.echo(b));
        assertEquals("broken", b.echo(a));
        assertNotEquals("broken", a.echo(c), "others are not concerned");
    }

    private void rate() throws IOException {
        network.apply(NetworkFault.RATE, A, B);
        a.connect(b);
        a.flood(b, 300); // What buffers take at once.
        long start = System.nanoTime();
        long before = b.received();
        a.flood(b, 1000);
        long bytes = b.received() - before;
        double rate = bytes / ((System.nanoTime() - start) / 1e9);
        assertTrue(rate < 1.3 * NetworkFault.RATE_BYTES, rate + " bytes a second");
        assertTrue(rate > 0.1 * NetworkFault.RATE_BYTES, rate + " bytes a second, on a machine however busy");
        a.connect(b);
    }

    private void loss() throws IOException {
        assertEquals(DATAGRAMS, arriving(), "without the fault all arrive");
        network.apply(NetworkFault.LOSS, A, B);
        double percent = 100.0 * (DATAGRAMS - arriving()) / DATAGRAMS;
        assertTrue(percent > NetworkFault.LOSS_PERCENT * 0.4, percent + "%");
        assertTrue(percent < NetworkFault.LOSS_PERCENT * 2, percent + "%");
    }

    /** Sends few at once, so that they fit into the receiver's buffer. */
    private long arriving() throws IOException {
        long before = b.counted();
        long now = before;
        for (int sent = 0; sent < DATAGRAMS; sent += AT_ONCE) {
            a.datagrams(b, AT_ONCE);
            now = b.counted();
        }
        return now - before;
    }
}
