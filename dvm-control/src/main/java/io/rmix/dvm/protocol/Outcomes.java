package io.rmix.dvm.protocol;

import io.rmix.dvm.Invariant;
import io.rmix.dvm.Order;
import io.rmix.dvm.Outcome;
import io.rmix.dvm.protocol.steady.Deliverer;
import io.rmix.dvm.protocol.steady.SteadyState;
import java.util.List;

/** Tells what was delivered, and what became of this member's own broadcasts: each one completes or fails, once. */
final class Outcomes {
    private final SteadyState steady;
    private long delivered;
    private long completedAtomic;
    private long completedReliable;

    /** @param before number of the last delivery of the view before */
    Outcomes(SteadyState steady, long before) {
        this.steady = steady;
        this.delivered = before;
    }

    /** Number of the last delivery told. */
    long delivered() {
        return delivered;
    }

    /** Tells what is new: deliveries first, then the completions that follow from them. */
    void tell(List<Effect> effects) {
        long last = steady.deliveries().last();
        if (last > delivered) {
            effects.add(new Effect.Deliver(delivered + 1, last));
            delivered = last;
        }
        Deliverer own = steady.deliverer();
        if (own.completedAtomic() > completedAtomic) {
            completedAtomic = own.completedAtomic();
            effects.add(new Effect.Completed(Order.ATOMIC, completedAtomic));
        }
        if (own.completedReliable() > completedReliable) {
            completedReliable = own.completedReliable();
            effects.add(new Effect.Completed(Order.RELIABLE, completedReliable));
        }
    }

    /** The view has ended and this member is in no other: what was originated and not delivered may or may not be delivered elsewhere. */
    void fail(List<Effect> effects) {
        fail(effects, Order.ATOMIC, completedAtomic, steady.deliverer().lastOwnAtomic());
        fail(effects, Order.RELIABLE, completedReliable, steady.deliverer().lastOwnReliable());
    }

    private static void fail(List<Effect> effects, Order order, long after, long through) {
        Invariant.check(after <= through, "no more is completed than was originated", after, through);
        if (after < through) {
            effects.add(new Effect.Failed(order, after, through, Outcome.UNKNOWN));
        }
    }
}
