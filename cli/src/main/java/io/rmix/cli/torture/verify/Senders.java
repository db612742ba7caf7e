package io.rmix.cli.torture.verify;

import io.rmix.cli.torture.trace.TraceRecord.Verdict;
import io.rmix.cli.torture.verify.Violation.Rule;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** Goes through the total order once, position by position, and keeps what each client and each process has had delivered. Not for concurrent use. */
final class Senders {
    /** Numbers are counted from 1 by ourselves: more than a run can get through are damage. */
    private static final long MOST = Integer.MAX_VALUE;

    private final Violations violations;
    private final Map<Long, Client> clients = new HashMap<>();
    private final Map<Long, Origin> atomic = new HashMap<>();

    /** A client. */
    private static final class Client {
        private long last;
        private final BitSet delivered = new BitSet();
        private final BitSet refused = new BitSet();
    }

    /** The broadcasts of one order of one process. */
    static final class Origin {
        private long last;
        private final BitSet delivered = new BitSet();
        private final BitSet refused = new BitSet();

        /** Whether any member has delivered a number. */
        boolean hasDelivered(long number) {
            return delivered.get((int) number);
        }
    }

    Senders(Violations violations) {
        this.violations = violations;
    }

    /** The next position. */
    void next(long position, Entry entry) {
        if (entry.number() < 0 || entry.number() > MOST || entry.attempt() < 0 || entry.attempt() > MOST) {
            violations.add(Rule.DAMAGED, "position " + position + ": " + entry);
        } else if (!entry.isCommand()) {
            broadcast(position, entry);
        } else if (entry.verdict() != Verdict.ASKED) {
            command(position, entry);
        }
    }

    private void command(long position, Entry entry) {
        Client client = clients.computeIfAbsent(entry.sender(), each -> new Client());
        if (client.delivered.get((int) entry.attempt()))
            violations.add(Rule.DOUBLED, "position " + position + " was delivered before: " + entry);
        if (client.refused.get((int) entry.attempt()))
            violations.add(Rule.REFUSED_YET_DELIVERED, "position " + position + ": " + entry);
        client.delivered.set((int) entry.attempt());
        Verdict right = entry.number() == client.last + 1
                ? Verdict.WRITTEN
                : entry.number() <= client.last ? Verdict.AGAIN : Verdict.GAP;
        if (entry.verdict() == Verdict.DAMAGED) violations.add(Rule.DAMAGED, "position " + position + ": " + entry);
        else if (right == Verdict.GAP)
            violations.add(
                    Rule.LOST,
                    "position " + position + ": " + entry + ", but the last number delivered is " + client.last
                            + ", and clients send the next one when one is acknowledged");
        else if (entry.verdict() != right)
            violations.add(Rule.STATE, "position " + position + ": " + entry + ", where it is " + right);
        if (right == Verdict.WRITTEN) client.last = entry.number();
    }

    private void broadcast(long position, Entry entry) {
        Origin origin = atomic.computeIfAbsent(entry.sender(), each -> new Origin());
        String where = "position " + position + ": ";
        delivered(origin, entry.number(), where + entry);
    }

    /** One broadcast of an origin, in the order in which a member delivers them; from several members if they are the same. */
    private void delivered(Origin origin, long number, String what) {
        if (origin.delivered.get((int) number)) violations.add(Rule.DOUBLED, what + " was delivered before");
        else if (number < origin.last) violations.add(Rule.ORDER, what + " comes after number " + origin.last);
        if (origin.refused.get((int) number)) violations.add(Rule.REFUSED_YET_DELIVERED, what);
        origin.delivered.set((int) number);
        origin.last = Math.max(origin.last, number);
    }

    /** A client was told that an attempt was not invoked. */
    void refused(long client, long attempt) {
        Client of = clients.computeIfAbsent(client, each -> new Client());
        of.refused.set((int) attempt);
        if (of.delivered.get((int) attempt))
            violations.add(
                    Rule.REFUSED_YET_DELIVERED,
                    "attempt " + attempt + " of client " + client + " was refused as not invoked, and was delivered");
    }

    /** A process was told that an atomic broadcast was not invoked. */
    void refusedBroadcast(long process, long number) {
        Origin of = atomic.computeIfAbsent(process, each -> new Origin());
        of.refused.set((int) number);
        if (of.hasDelivered(number))
            violations.add(
                    Rule.REFUSED_YET_DELIVERED,
                    "broadcast " + number + " of process " + process
                            + " was refused as not invoked, and was delivered");
    }

    /** The last number of a client that is delivered. */
    long last(long client) {
        Client of = clients.get(client);
        return of == null ? 0 : of.last;
    }
}
