package io.rmix.dvm.sim;

import io.rmix.dvm.Order;
import io.rmix.dvm.View;
import io.rmix.dvm.protocol.steady.Delivery;
import io.rmix.dvm.protocol.steady.SteadyState;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Looks at all members of one view at once and says what no single one could: total order, agreement, integrity, FIFO, causality, and at the end of the
 * view the same messages at all that go on. Hadzilacos and Toueg's properties of uniform total order broadcast; Birman and Joseph's virtual synchrony.
 */
final class ViewChecker {
    private static final Order[] ORDERS = Order.values();

    private final Checker checker;
    private final View view;
    private final Broadcasts broadcasts;
    private final Bounds bounds;
    private final @Nullable SteadyState[] states;
    /** The one order: origin and sequence of the k-th atomic delivery, as the first member to get there has it. */
    private long[] order = new long[64];

    private int ordered;
    private final int[] atomic;
    private final long[] lastNumber;
    private final int[] lastPriority;
    private final int[][][] last;
    private final long[][] completed;
    /** Atomic deliveries that cores told of before the view ended. */
    private final int[] told;

    private final boolean[] forced;
    private int @Nullable [][] ended;
    private String endedBy = "";

    ViewChecker(Scenario scenario, Checker checker, View view) {
        int size = view.size();
        this.checker = checker;
        this.view = view;
        this.broadcasts = new Broadcasts(size);
        this.states = new @Nullable SteadyState[size];
        this.bounds = new Bounds(scenario, this, states, broadcasts);
        this.atomic = new int[size];
        this.told = new int[size];
        this.forced = new boolean[size];
        this.lastNumber = new long[size];
        this.lastPriority = new int[size];
        this.last = new int[size][size][Order.values().length];
        this.completed = new long[size][Order.values().length];
    }

    View view() {
        return view;
    }

    Broadcasts broadcasts() {
        return broadcasts;
    }

    Bounds bounds() {
        return bounds;
    }

    void installed(int member, SteadyState state) {
        states[member] = state;
    }

    void submitted(int origin, long sequence, Order how, int length, long time) {
        if (sequence != broadcasts.count(origin) + 1) {
            throw failure("sequence numbers have no holes: %s", sequence);
        }
        broadcasts.add(origin, how, length, time, lastNumber[origin]);
    }

    void completed(int origin, Order how, long through) {
        completed[origin][how.ordinal()] = through;
    }

    /** The core of a member says, before the view ends, that a message is to be delivered: everybody must have it if it is atomic, or the member's own. */
    void told(int member, Delivery delivery) {
        int origin = delivery.origin();
        long sequence = delivery.sequence();
        told[member] += delivery.order() == Order.ATOMIC ? 1 : 0;
        if (delivery.order() == Order.ATOMIC || origin == member) {
            for (int i = 0; i < states.length; i++) {
                SteadyState state = states[i];
                if (state == null || state.received(origin) < sequence) {
                    throw checker.failure(
                            "agreement: %s delivers %s of %s, which %s has not received",
                            name(member), sequence, name(origin), name(i));
                }
            }
        }
    }

    /** The application of a member reads a message, at the latest moment it may. */
    void delivered(int member, Delivery delivery) {
        int origin = delivery.origin();
        long sequence = delivery.sequence();
        if (!(origin < states.length && sequence >= 1 && sequence <= broadcasts.count(origin))) {
            throw checker.failure("integrity: nobody sent %s of member %s", sequence, origin);
        }
        Broadcasts.Sent original = broadcasts.get(origin, sequence);
        if (!(delivery.order() == original.order()
                && delivery.payloadLength() == original.length()
                && delivery.time() == original.time())) {
            throw checker.failure("integrity: header of %s of %s changed at %s", sequence, name(origin), name(member));
        }
        int changed = Broadcasts.changed(delivery);
        if (!(changed < 0)) {
            throw checker.failure(
                    "integrity: payload byte %s of %s of %s changed at %s",
                    changed, sequence, name(origin), name(member));
        }
        int before = last[member][origin][original.order().ordinal()]++;
        if (!(original.inOrder() == before + 1)) {
            throw checker.failure(
                    "FIFO: %s delivers %s of %s, number %s of its order, after number %s",
                    name(member), sequence, name(origin), original.inOrder(), before);
        }
        if (original.order() == Order.ATOMIC) {
            atomic(member, origin, sequence, delivery.number(), original.known());
        }
    }

    /** An operator makes a member leave this view: what it delivers last is what it has, whatever the others went on with. */
    void forced(int member) {
        forced[member] = true;
    }

    private void inOrder(int member, int at, int origin, long sequence) {
        if (forced[member] && at >= told[member]) {
            return;
        }
        long id = (long) origin << 48 | sequence;
        if (at == ordered) {
            order = at == order.length ? Arrays.copyOf(order, at * 2) : order;
            order[ordered++] = id;
        }
        if (!(order[at] == id)) {
            throw checker.failure(
                    "total order: delivery %s of view %s at %s is %s of %s, elsewhere it was %s of %s",
                    at + 1, view.number(), name(member), sequence, name(origin), order[at] & 0xffffffffffffL, name((int)
                            (order[at] >>> 48)));
        }
    }

    private void atomic(int member, int origin, long sequence, long number, long known) {
        inOrder(member, atomic[member]++, origin, sequence);
        int priority = view.member(origin).priority();
        if (!(number > lastNumber[member] || (number == lastNumber[member] && priority < lastPriority[member]))) {
            throw checker.failure(
                    "order of numbers: %s delivers number %s of priority %s after %s of %s",
                    name(member), number, priority, lastNumber[member], lastPriority[member]);
        }
        if (!(number > known)) {
            throw checker.failure(
                    "causality: %s of %s has number %s, and its originator had delivered %s before",
                    sequence, name(origin), number, known);
        }
        lastNumber[member] = number;
        lastPriority[member] = priority;
    }

    /** Atomic deliveries that the application of a member has read. */
    int atomic(int member) {
        return atomic[member];
    }

    /** The application of a member has read all of this view and goes on to the next: it has what all others have that do, and all that was ever completed. */
    void ended(int member) {
        int[][] mine = last[member];
        if (ended == null) {
            ended = mine;
            endedBy = name(member);
        }
        for (int origin = 0; origin < states.length; origin++) {
            if (!Arrays.equals(ended[origin], mine[origin])) {
                throw checker.failure(
                        "same messages: of %s in view %s %s has %s, %s has %s",
                        name(origin),
                        view.number(),
                        endedBy,
                        Arrays.toString(ended[origin]),
                        name(member),
                        Arrays.toString(mine[origin]));
            }
        }
        durable(member);
    }

    /**
     * An operator has made a member leave this view for one that it is alone in: it goes on with all that was ever completed, unless others had gone on to a next view
     * that it knew nothing of.
     */
    void endedByForce(int member) {
        if (!checker.isFollowed(view)) {
            durable(member);
        }
    }

    private void durable(int member) {
        int[][] mine = last[member];
        for (int origin = 0; origin < states.length; origin++) {
            for (Order how : ORDERS) {
                long through = completed[origin][how.ordinal()];
                int count = through == 0 ? 0 : broadcasts.get(origin, through).inOrder();
                if (mine[origin][how.ordinal()] < count) {
                    throw checker.failure(
                            "durability: %s has completed %s %s messages in view %s, %s goes on with %s of them",
                            name(origin), count, how, view.number(), name(member), mine[origin][how.ordinal()]);
                }
            }
        }
    }

    String name(int member) {
        return view.member(member).toString();
    }

    Failure failure(String property, Object... values) {
        return checker.failure(property, values);
    }
}
