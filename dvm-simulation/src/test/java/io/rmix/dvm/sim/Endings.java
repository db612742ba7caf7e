package io.rmix.dvm.sim;

import io.rmix.dvm.Order;
import io.rmix.dvm.Outcome;
import io.rmix.dvm.protocol.Effect;
import io.rmix.dvm.protocol.steady.Delivery;

/** What one member tells of its own broadcasts: each completes when it was delivered here, or fails when the member leaves; once, and none is forgotten. */
final class Endings {
    private final Checker checker;
    private final Broadcasts broadcasts;
    private final int self;
    private final String name;
    private final long[] delivered = new long[Order.values().length];
    private final long[] completed = new long[Order.values().length];
    private final long[] failed = new long[Order.values().length];
    private boolean ended;

    Endings(Checker checker, Broadcasts broadcasts, int self, String name) {
        this.checker = checker;
        this.broadcasts = broadcasts;
        this.self = self;
        this.name = name;
    }

    /** Any effect: once the member has left, only control messages and refusals may come. */
    void effect(Effect effect) {
        if (ended && effect.type() != Effect.Type.SEND_CONTROL && effect.type() != Effect.Type.REFUSED) {
            throw checker.failure("ending: %s of %s after it left", effect.type(), name);
        }
    }

    /** A delivery was told. */
    void delivered(Delivery delivery) {
        if (delivery.origin() == self) {
            delivered[delivery.order().ordinal()] = delivery.sequence();
        }
    }

    void completed(Effect.Completed effect) {
        int order = effect.order().ordinal();
        checker.require(
                effect.through() > completed[order] && effect.through() == delivered[order],
                "completion: %s has completed %s through %s, but delivered through %s",
                name,
                effect.order(),
                effect.through(),
                delivered[order]);
        completed[order] = effect.through();
    }

    void failed(Effect.Failed effect) {
        int order = effect.order().ordinal();
        checker.require(
                effect.after() == completed[order]
                        && effect.through() == broadcasts.last(self, effect.order())
                        && effect.outcome() == Outcome.UNKNOWN
                        && failed[order] == 0,
                "failure: %s says %s, completed are %s",
                name,
                effect,
                completed[order]);
        failed[order] = effect.through();
    }

    /** A burst is over: what was delivered has completed. */
    void burst() {
        for (int order = 0; order < completed.length; order++) {
            if (completed[order] != delivered[order]) {
                throw checker.failure(
                        "completion: %s delivered %s of its own, but told of %s",
                        name, delivered[order], completed[order]);
            }
        }
    }

    /** The member is in no view any more. */
    void left() {
        ended = true;
        checker.require(complete(), "failure: %s ends and leaves broadcasts without an outcome", name);
    }

    boolean ended() {
        return ended;
    }

    /** Whether every own broadcast has an outcome. */
    boolean complete() {
        for (Order order : Order.values()) {
            if (Math.max(completed[order.ordinal()], failed[order.ordinal()]) < broadcasts.last(self, order)) {
                return false;
            }
        }
        return true;
    }
}
