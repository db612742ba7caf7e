package io.rmix.dvm.sim;

import java.util.PriorityQueue;

/** Virtual time: what is to happen, in the order of time and, at equal times, of planning. */
final class Timeline {
    private record Planned(long at, long order, Runnable action) implements Comparable<Planned> {
        @Override
        public int compareTo(Planned other) {
            int byTime = Long.compare(at, other.at);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }

    private final PriorityQueue<Planned> plan = new PriorityQueue<>(256);
    private long now;
    private long order;

    long now() {
        return now;
    }

    void in(long nanos, Runnable action) {
        plan.add(new Planned(now + nanos, order++, action));
    }

    /** Lets the next thing happen. */
    void step() {
        Planned next = plan.remove();
        now = next.at;
        next.action.run();
    }
}
