package io.rmix.dvm.sim;

import io.rmix.dvm.Order;
import io.rmix.dvm.Outcome;
import io.rmix.dvm.protocol.Effect;
import io.rmix.dvm.protocol.steady.Delivery;

/** What one member tells of its own broadcasts: each completes when it was delivered here, or fails when the view ends; once, and none is forgotten. */
final class Endings {
    private final Checker checker;
    private final Broadcasts broadcasts;
    private final int self;
    private final long[] delivered = new long[Order.values().length];
    private final long[] completed = new long[Order.values().length];
    private final long[] failed = new long[Order.values().length];
    private boolean ended;

    Endings(Checker checker, Broadcasts broadcasts, int self) {
        this.checker = checker;
        this.broadcasts = broadcasts;
        this.self = self;
    }

    /** Any effect: once the view has ended, only control messages and refusals may come. */
    void effect(Effect effect) {
        checker.require(
                !ended || effect.type() == Effect.Type.SEND_CONTROL || effect.type() == Effect.Type.REFUSED,
                "ending: %s of %s after its view ended",
                effect.type(),
                checker.name(self));
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
                checker.name(self),
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
                checker.name(self),
                effect,
                completed[order]);
        failed[order] = effect.through();
    }

    /** A burst is over: what was delivered has completed. */
    void burst() {
        for (Order order : Order.values()) {
            checker.require(
                    completed[order.ordinal()] == delivered[order.ordinal()],
                    "completion: %s delivered %s of its own, but told of %s",
                    checker.name(self),
                    delivered[order.ordinal()],
                    completed[order.ordinal()]);
        }
    }

    void viewEnded() {
        ended = true;
        checker.require(complete(), "failure: %s ends and leaves broadcasts without an outcome", checker.name(self));
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
