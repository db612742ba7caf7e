package io.rmix.dvm.sim;

import io.rmix.dvm.Order;
import io.rmix.dvm.SharedConfiguration;
import io.rmix.dvm.protocol.steady.Delivery;
import java.util.ArrayList;
import java.util.List;

/** What the members gave to their cores, to compare with what comes out of them. */
final class Broadcasts {
    /**
     * A message.
     *
     * @param known the greatest number that its originator had delivered before
     * @param chargeSoFar bytes that it and all before it of its origin count as
     * @param inOrder how many messages of its order its origin had broadcast, this one included
     */
    record Sent(Order order, int length, long time, long known, long chargeSoFar, int inOrder) {}

    private final List<List<Sent>> sent = new ArrayList<>();
    private final long[][] last;

    Broadcasts(int members) {
        this.last = new long[members][Order.values().length];
        for (int i = 0; i < members; i++) {
            sent.add(new ArrayList<>());
        }
    }

    /** Payload byte i of a message: made from who sent it, so that nothing needs to be kept to compare with. */
    static byte payload(int origin, long sequence, int i) {
        return (byte) (origin * 31 + sequence * 7 + i);
    }

    void add(int origin, Order order, int length, long time, long known) {
        List<Sent> list = sent.get(origin);
        int charge = Math.max(SharedConfiguration.LEAST_CHARGE, SharedConfiguration.HEADER_BYTES + length);
        long before = last[origin][order.ordinal()];
        int inOrder = before == 0 ? 1 : list.get((int) before - 1).inOrder + 1;
        list.add(new Sent(order, length, time, known, charge(origin, list.size()) + charge, inOrder));
        last[origin][order.ordinal()] = list.size();
    }

    /** How many messages an origin has broadcast. */
    int count(int origin) {
        return sent.get(origin).size();
    }

    Sent get(int origin, long sequence) {
        return sent.get(origin).get((int) sequence - 1);
    }

    /** Sequence number of the last message of an order; 0 for none. */
    long last(int origin, Order order) {
        return last[origin][order.ordinal()];
    }

    /** Bytes that all messages of an origin up to one count as. */
    long charge(int origin, long through) {
        return through == 0 ? 0 : get(origin, through).chargeSoFar;
    }

    /** Index of the first payload byte that is not as it was sent; -1 if there is none. */
    static int changed(Delivery delivery) {
        byte[] bytes = delivery.array();
        int offset = delivery.payloadOffset();
        int length = delivery.payloadLength();
        int origin = delivery.origin();
        long sequence = delivery.sequence();
        for (int i = 0; i < length; i++) {
            if (bytes[offset + i] != payload(origin, sequence, i)) {
                return i;
            }
        }
        return -1;
    }
}
