package io.rmix.cli.torture.load;

import io.rmix.Endpoint;
import io.rmix.Rmix;
import io.rmix.cli.config.NodeSettings;
import io.rmix.cli.torture.member.Ledger;
import io.rmix.cli.torture.verify.Verifier;
import io.rmix.cli.torture.verify.Violations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * All clients. Each calls every member, over one of its protocols, another one than the next client does.
 *
 * <p><b>Threads.</b> Any.
 */
public final class Clients implements AutoCloseable {
    /** Below are processes, which broadcast. */
    public static final long FIRST = 1_000_000;

    private final Rmix rmix = Rmix.create();
    private final List<Client> clients = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final Tally tally;

    /**
     * Clients that have not begun.
     *
     * @param count how many
     * @param perSecond numbers of all clients together
     * @param members all that there will be
     * @param patience deadline of each call
     */
    public Clients(
            int count,
            int perSecond,
            List<NodeSettings> members,
            Duration patience,
            Tally tally,
            Verifier verifier,
            Violations violations) {
        this.tally = tally;
        long interval = TimeUnit.SECONDS.toNanos(count) / perSecond;
        for (int i = 0; i < count; i++) {
            List<Target> targets = new ArrayList<>();
            for (int m = 0; m < members.size(); m++) {
                List<Endpoint> endpoints = members.get(m).clientEndpoints();
                Endpoint endpoint = endpoints.get((i + m) % endpoints.size());
                targets.add(new Target(
                        members.get(m).name(),
                        rmix.connect(Ledger.class, endpoint.withService(Ledger.SERVICE))
                                .withDeadline(patience)));
            }
            Client client = new Client(FIRST + i, targets, interval, tally, verifier, violations);
            clients.add(client);
            Thread thread = new Thread(client, "client " + i);
            thread.setDaemon(true);
            threads.add(thread);
        }
    }

    /** Begins. */
    public void start() {
        threads.forEach(Thread::start);
    }

    /** What they have met. */
    public Tally.Counts counts() {
        return tally.counts();
    }

    /**
     * Lets each finish the number that is under way.
     *
     * @return what those wait for that have not finished in time
     */
    public List<String> finish(Duration patience) throws InterruptedException {
        clients.forEach(Client::stop);
        long end = System.nanoTime() + patience.toNanos();
        List<String> late = new ArrayList<>();
        for (int i = 0; i < threads.size(); i++) {
            threads.get(i).join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
            if (threads.get(i).isAlive()) late.add(clients.get(i).doing());
        }
        return late;
    }

    /**
     * Tells the members to broadcast nothing more.
     *
     * @return whether one of them took it in time
     */
    public boolean rest(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() - end < 0) {
            for (Client each : clients) if (each.rest()) return true;
        }
        return false;
    }

    @Override
    public void close() {
        clients.forEach(Client::close);
        threads.forEach(Thread::interrupt);
        rmix.close();
    }
}
