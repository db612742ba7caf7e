package io.rmix.dvm.protocol.view;

import io.rmix.dvm.Cut;
import io.rmix.dvm.protocol.link.ControlOutbox;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Brings what a member lacks of a view up to the cut: one question at a time for each origin, to a holder; the next holder when there is no answer within two ticks.
 */
final class Flush {
    private static final int PATIENCE = 2;

    private final int size;
    private final int self;
    private final ViewRules rules;
    private final ControlOutbox outbox;
    private final Kept kept;
    private final int[] asked;
    /** What was here of an origin when it was asked for last. */
    private final long[] askedAfter;

    private @Nullable Proposal proposal;
    private Holders holders = new Holders(List.of());
    private long tick;
    private long askedAt;
    private long progressAt;

    /** What a member has of its view. */
    interface Kept {
        /** Last sequence number received of an origin. */
        long received(int origin);
    }

    Flush(int size, int self, ViewRules rules, ControlOutbox outbox, Kept kept) {
        this.size = size;
        this.self = self;
        this.rules = rules;
        this.outbox = outbox;
        this.kept = kept;
        this.asked = new int[size];
        this.askedAfter = new long[size];
    }

    /** Goes for a proposal's cut. */
    void start(Proposal newProposal, Holders newHolders) {
        proposal = newProposal;
        holders = newHolders;
        progressAt = tick;
        askAll();
    }

    /**
     * Goes for nothing: what was asked for before is not wanted any more. Whoever has promised what it has must not come to have more, or the next proposal's cut would
     * fall short of it.
     */
    void stop() {
        proposal = null;
    }

    /** Up to where messages are wanted; null if none are. */
    @Nullable Cut wanted() {
        return proposal == null ? null : proposal.cut();
    }

    /** Whether all up to the cut is here. */
    boolean isComplete() {
        for (int origin = 0; origin < size; origin++) {
            if (lacks(origin)) {
                return false;
            }
        }
        return proposal != null;
    }

    /** Messages came in: asks for what follows them, of those origins of which any came. */
    void progress() {
        for (int origin = 0; origin < size; origin++) {
            long received = kept.received(origin);
            if (received > askedAfter[origin]) {
                progressAt = tick;
                askedAfter[origin] = received;
                if (lacks(origin)) {
                    askedAt = tick;
                    ask(origin);
                }
            }
        }
    }

    /** A heartbeat's time has passed. */
    void tick() {
        tick++;
        if (proposal != null && tick - askedAt >= PATIENCE && !isComplete()) {
            for (int origin = 0; origin < size; origin++) {
                asked[origin]++;
            }
            askAll();
        }
    }

    /** Ticks for which nothing has come of what is lacking; 0 if nothing is. */
    int unanswered() {
        return proposal == null || isComplete() ? 0 : (int) Math.min(tick - progressAt, Integer.MAX_VALUE);
    }

    /** Ring indexes of those that are known to have what is lacking. */
    SortedSet<Integer> missing() {
        SortedSet<Integer> missing = new TreeSet<>();
        for (int origin = 0; origin < size; origin++) {
            if (lacks(origin)) {
                missing.addAll(holders.of().get(origin));
            }
        }
        missing.remove(self);
        return missing;
    }

    private boolean lacks(int origin) {
        return proposal != null && kept.received(origin) < proposal.cut().last().get(origin);
    }

    private void askAll() {
        askedAt = tick;
        for (int origin = 0; origin < size; origin++) {
            if (lacks(origin)) {
                ask(origin);
            }
        }
    }

    /** The holders that are named, each twice; then everybody, for who has accepted meanwhile has it too. */
    private int holder(int origin) {
        List<Integer> named = holders.of().get(origin);
        int turn = asked[origin] % (2 * named.size() + (rules.asksOthers() ? size - 1 : 0));
        if (turn < 2 * named.size()) {
            return named.get((turn + self) % named.size());
        }
        return (self + 1 + turn - 2 * named.size()) % size;
    }

    private void ask(int origin) {
        if (proposal != null) {
            int holder = holder(origin);
            long through = proposal.cut().last().get(origin);
            askedAfter[origin] = kept.received(origin);
            outbox.tell(holder, new ViewControl.Fetch(origin, askedAfter[origin], through));
        }
    }
}
