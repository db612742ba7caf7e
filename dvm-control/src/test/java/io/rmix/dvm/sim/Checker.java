package io.rmix.dvm.sim;

import io.rmix.dvm.Order;
import io.rmix.dvm.View;
import io.rmix.dvm.protocol.CoreStatus;
import io.rmix.dvm.protocol.CoreWith;
import io.rmix.dvm.protocol.MemberCore;
import io.rmix.dvm.protocol.steady.Delivery;
import java.util.Arrays;

/**
 * Looks at all members at once and says what no single one could: total order, agreement, integrity, validity, FIFO, causality. Hadzilacos and Toueg's properties
 * of uniform total order broadcast.
 */
final class Checker {
    private final Scenario scenario;
    private final View view;
    private final MemberCore[] cores;
    private final Broadcasts broadcasts;
    private final Bounds bounds;
    /** The one order: origin and sequence of the k-th atomic delivery, as the first member to get there has it. */
    private long[] order = new long[1024];

    private int ordered;
    private final int[] atomic;
    private final long[] lastNumber;
    private final int[] lastPriority;
    private final int[][][] last;
    private long deliveries;

    Checker(Scenario scenario, MemberCore[] cores) {
        int size = cores.length;
        this.scenario = scenario;
        this.view = scenario.view();
        this.cores = cores;
        this.broadcasts = new Broadcasts(size);
        this.bounds = new Bounds(scenario, this, cores, broadcasts);
        this.atomic = new int[size];
        this.lastNumber = new long[size];
        this.lastPriority = new int[size];
        this.last = new int[size][size][Order.values().length];
    }

    void submitted(int origin, long sequence, Order how, int length, long time) {
        require(sequence == broadcasts.count(origin) + 1, "sequence numbers have no holes: %s", sequence);
        broadcasts.add(origin, how, length, time, lastNumber[origin]);
    }

    /** The core of a member says that a message is to be delivered: everybody must have it if it is atomic, or the member's own. */
    void told(int member, Delivery delivery) {
        int origin = delivery.origin();
        long sequence = delivery.sequence();
        if (delivery.order() == Order.ATOMIC || origin == member) {
            for (int i = 0; i < cores.length; i++) {
                if (!(CoreWith.steady(cores[i]).received(origin) >= sequence)) {
                    throw failure(
                            "agreement: %s delivers %s of %s, which %s has not received",
                            name(member), sequence, name(origin), name(i));
                }
            }
        }
    }

    /** The application of a member reads a message, at the latest moment it may. */
    void delivered(int member, Delivery delivery) {
        deliveries++;
        int origin = delivery.origin();
        long sequence = delivery.sequence();
        if (!(origin < cores.length && sequence >= 1 && sequence <= broadcasts.count(origin))) {
            throw failure("integrity: nobody sent %s of member %s", sequence, origin);
        }
        Broadcasts.Sent original = broadcasts.get(origin, sequence);
        if (!(delivery.order() == original.order()
                && delivery.payloadLength() == original.length()
                && delivery.time() == original.time())) {
            throw failure("integrity: header of %s of %s changed at %s", sequence, name(origin), name(member));
        }
        int changed = Broadcasts.changed(delivery);
        if (!(changed < 0)) {
            throw failure(
                    "integrity: payload byte %s of %s of %s changed at %s",
                    changed, sequence, name(origin), name(member));
        }
        int before = last[member][origin][original.order().ordinal()]++;
        if (!(original.inOrder() == before + 1)) {
            throw failure(
                    "FIFO: %s delivers %s of %s, number %s of its order, after number %s",
                    name(member), sequence, name(origin), original.inOrder(), before);
        }
        if (original.order() == Order.ATOMIC) {
            atomic(member, origin, sequence, delivery.number(), original.known());
        }
    }

    private void atomic(int member, int origin, long sequence, long number, long known) {
        int at = atomic[member]++;
        long id = (long) origin << 48 | sequence;
        if (at == ordered) {
            order = at == order.length ? Arrays.copyOf(order, at * 2) : order;
            order[ordered++] = id;
        }
        if (!(order[at] == id)) {
            throw failure(
                    "total order: delivery %s at %s is %s of %s, elsewhere it was %s of %s",
                    at + 1, name(member), sequence, name(origin), order[at] & 0xffffffffffffL, name((int)
                            (order[at] >>> 48)));
        }
        int priority = view.member(origin).priority();
        if (!(number > lastNumber[member] || (number == lastNumber[member] && priority < lastPriority[member]))) {
            throw failure(
                    "order of numbers: %s delivers number %s of priority %s after %s of %s",
                    name(member), number, priority, lastNumber[member], lastPriority[member]);
        }
        if (!(number > known)) {
            throw failure(
                    "causality: %s of %s has number %s, and its originator had delivered %s before",
                    sequence, name(origin), number, known);
        }
        lastNumber[member] = number;
        lastPriority[member] = priority;
    }

    /** A member's burst is over. */
    void bounds(int member) {
        bounds.check(member);
    }

    /** Whether everybody has delivered everything. */
    boolean deliveredAll() {
        return deliveries == (long) cores.length * cores.length * scenario.messages();
    }

    /** Validity and agreement at the end: everybody delivered everything, and nobody keeps anything. */
    boolean complete() {
        if (!deliveredAll()) {
            return false;
        }
        for (MemberCore core : cores) {
            CoreStatus status = core.status();
            if (status.retainedBytes() > 0 || status.notDoneBytes() > 0 || status.consumed() < status.delivered()) {
                return false;
            }
        }
        return true;
    }

    Broadcasts broadcasts() {
        return broadcasts;
    }

    Simulation.Run run(int crashes) {
        long pulls = 0;
        for (MemberCore core : cores) {
            pulls += core.status().pulls();
        }
        return new Simulation.Run(deliveries, pulls, bounds.holds(), crashes);
    }

    long deliveries() {
        return deliveries;
    }

    String name(int member) {
        return view.member(member).name();
    }

    void require(boolean holds, String property, Object... values) {
        if (!holds) {
            throw failure(property, values);
        }
    }

    /** For checks on hot paths: what is boxed for a check that holds would be most of the simulation. */
    Failure failure(String property, Object... values) {
        return new Failure(scenario.seed(), String.format(property, values));
    }
}
