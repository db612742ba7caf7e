package io.rmix.dvm.sim;

import io.rmix.dvm.Order;
import io.rmix.dvm.SharedConfiguration;
import io.rmix.dvm.View;
import io.rmix.dvm.protocol.CoreStatus;
import io.rmix.dvm.protocol.MemberCore;
import io.rmix.dvm.protocol.steady.Delivery;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks at all members at once and says what no single one could: total order, agreement, integrity, validity, FIFO, bounds. Hadzilacos and Toueg's properties
 * of uniform total order broadcast.
 */
final class Checker {
    /** A message as its originator gave it to its core. */
    private record Sent(Order order, int length, long time, long chargeSoFar) {}

    private final Scenario scenario;
    private final View view;
    private final MemberCore[] cores;
    private final List<List<Sent>> sent = new ArrayList<>();
    /** The one order: origin and sequence of the k-th atomic delivery, as the first member to get there has it. */
    private long[] order = new long[1024];

    private int ordered;
    private final int[] atomic;
    private final long[] lastNumber;
    private final int[] lastPriority;
    private final long[][] lastAtomic;
    private final long[][] lastReliable;
    private final long[][] counts;
    private long deliveries;
    private long holds;

    Checker(Scenario scenario, MemberCore[] cores) {
        int size = cores.length;
        this.scenario = scenario;
        this.view = scenario.view();
        this.cores = cores;
        this.atomic = new int[size];
        this.lastNumber = new long[size];
        this.lastPriority = new int[size];
        this.lastAtomic = new long[size][size];
        this.lastReliable = new long[size][size];
        this.counts = new long[size][size];
        for (int i = 0; i < size; i++) {
            sent.add(new ArrayList<>());
        }
    }

    /** Payload byte i of a message: made from who sent it, so that nothing needs to be kept to compare with. */
    static byte payload(int origin, long sequence, int i) {
        return (byte) (origin * 31 + sequence * 7 + i);
    }

    void submitted(int origin, long sequence, Order how, int length, long time) {
        List<Sent> list = sent.get(origin);
        require(sequence == list.size() + 1, "sequence numbers have no holes: %s", sequence);
        int charge = Math.max(SharedConfiguration.LEAST_CHARGE, SharedConfiguration.HEADER_BYTES + length);
        list.add(new Sent(how, length, time, charge(origin, list.size()) + charge));
    }

    /** The core of a member says that a message is to be delivered: everybody must have it if it is atomic. */
    void told(int member, Delivery delivery) {
        int origin = delivery.origin();
        long sequence = delivery.sequence();
        if (delivery.order() == Order.ATOMIC || origin == member) {
            for (int i = 0; i < cores.length; i++) {
                require(
                        cores[i].received(origin) >= sequence,
                        "agreement: %s delivers %s of %s, which %s has not received",
                        name(member),
                        sequence,
                        name(origin),
                        name(i));
            }
        }
    }

    /** The application of a member reads a message, at the latest moment it may. */
    void delivered(int member, Delivery delivery) {
        deliveries++;
        int origin = delivery.origin();
        long sequence = delivery.sequence();
        require(
                sequence >= 1 && sequence <= sent.get(origin).size(),
                "integrity: nobody sent %s of %s",
                sequence,
                name(origin));
        Sent original = sent.get(origin).get((int) sequence - 1);
        require(
                delivery.order() == original.order
                        && delivery.payloadLength() == original.length
                        && delivery.time() == original.time,
                "integrity: header of %s of %s changed at %s",
                sequence,
                name(origin),
                name(member));
        byte[] bytes = delivery.array();
        for (int i = 0; i < original.length; i++) {
            require(
                    bytes[delivery.payloadOffset() + i] == payload(origin, sequence, i),
                    "integrity: payload byte %s of %s of %s changed at %s",
                    i,
                    sequence,
                    name(origin),
                    name(member));
        }
        long[] last = (original.order == Order.ATOMIC ? lastAtomic : lastReliable)[member];
        require(
                sequence > last[origin],
                "FIFO: %s delivers %s of %s after %s",
                name(member),
                sequence,
                name(origin),
                last[origin]);
        last[origin] = sequence;
        counts[member][origin]++;
        if (original.order == Order.ATOMIC) {
            atomic(member, origin, sequence, delivery.number());
        }
    }

    private void atomic(int member, int origin, long sequence, long number) {
        int at = atomic[member]++;
        long id = (long) origin << 48 | sequence;
        if (at == ordered) {
            if (at == order.length) {
                order = java.util.Arrays.copyOf(order, at * 2);
            }
            order[ordered++] = id;
        }
        require(
                order[at] == id,
                "total order: delivery %s at %s is %s of %s, elsewhere it was %s of %s",
                at + 1,
                name(member),
                sequence,
                name(origin),
                order[at] & 0xffffffffffffL,
                name((int) (order[at] >>> 48)));
        int priority = view.member(origin).priority();
        require(
                number > lastNumber[member] || (number == lastNumber[member] && priority < lastPriority[member]),
                "order of numbers: %s delivers number %s of priority %s after %s of %s",
                name(member),
                number,
                priority,
                lastNumber[member],
                lastPriority[member]);
        lastNumber[member] = number;
        lastPriority[member] = priority;
    }

    void bounds(int member) {
        CoreStatus status = cores[member].status();
        holds += status.takesFrames() ? 0 : 1;
        long window = scenario.shared().windowBytes();
        windows(member, window);
        long queue = scenario.local().deliveryQueueBytes() + cores.length * window;
        require(
                status.notDoneBytes() <= window,
                "bounds: %s has %s bytes not done",
                name(member),
                status.notDoneBytes());
        require(
                status.notDeliveredBytes() <= window,
                "bounds: %s has %s own bytes not delivered",
                name(member),
                status.notDeliveredBytes());
        require(status.queuedBytes() <= queue, "bounds: %s has %s bytes queued", name(member), status.queuedBytes());
    }

    /** No member holds more than a window of any origin that is not done. */
    private void windows(int member, long window) {
        MemberCore core = cores[member];
        for (int origin = 0; origin < cores.length; origin++) {
            // A message that was just submitted is known here a moment later.
            int received =
                    (int) Math.min(core.received(origin), sent.get(origin).size());
            long held = charge(origin, received) - charge(origin, (int) core.done(origin));
            require(
                    held <= window,
                    "bounds: %s holds %s bytes of %s that are not done",
                    name(member),
                    held,
                    name(origin));
        }
    }

    private long charge(int origin, int through) {
        return through == 0 ? 0 : sent.get(origin).get(through - 1).chargeSoFar;
    }

    /** Validity and agreement at the end: everybody delivered everything, and nobody keeps anything. */
    boolean complete() {
        for (int i = 0; i < cores.length; i++) {
            for (int origin = 0; origin < cores.length; origin++) {
                if (counts[i][origin] < scenario.messages()) {
                    return false;
                }
            }
            CoreStatus status = cores[i].status();
            if (status.retainedBytes() > 0 || status.notDoneBytes() > 0 || status.consumed() < status.delivered()) {
                return false;
            }
        }
        return true;
    }

    /** How many messages of an order a member sent with sequence numbers up to one. */
    long ownUpTo(int member, Order how, long through) {
        long count = 0;
        for (int i = 0; i < through; i++) {
            count += sent.get(member).get(i).order == how ? 1 : 0;
        }
        return count;
    }

    Simulation.Run run(int crashes) {
        long pulls = 0;
        for (MemberCore core : cores) {
            pulls += core.status().pulls();
        }
        return new Simulation.Run(deliveries, pulls, holds, crashes);
    }

    long deliveries() {
        return deliveries;
    }

    String name(int member) {
        return view.member(member).name();
    }

    void require(boolean holds, String property, Object... values) {
        if (!holds) {
            throw new Failure(scenario.seed(), String.format(property, values));
        }
    }

    // Kept apart from the general one: boxing on the way to a check that holds would be most of the simulation.
    private void require(boolean holds, String property, int i, long sequence, String origin, String member) {
        if (!holds) {
            throw new Failure(scenario.seed(), String.format(property, i, sequence, origin, member));
        }
    }
}
