package io.rmix.dvm.sim;

import io.rmix.dvm.protocol.CoreWith;
import io.rmix.dvm.protocol.Effect;
import io.rmix.dvm.protocol.Footprint;
import io.rmix.dvm.protocol.MemberCore;

/** Looks at what a core keeps beside messages, which is bounded whatever happens; and tells what it does, if that is wanted. */
final class Probe {
    private static final int MOST_VIEWS_UNREAD = 5;
    private static final int MOST_SNAPSHOTS = 4;

    private final Timeline time;
    private final Checker checker;
    private final Network network;
    private final String name;
    private final Tally tally;
    private int unread;

    Probe(Timeline time, Checker checker, Network network, String name, Tally tally) {
        this.time = time;
        this.checker = checker;
        this.network = network;
        this.name = name;
        this.tally = tally;
    }

    void look(MemberCore core) {
        Footprint now = CoreWith.footprint(core);
        if (now.viewsRead() > Math.max(1, unread)) {
            tally.hit(Hit.VIEWS_BEHIND);
        }
        unread = now.viewsRead();
        int processes = network.processes().size();
        boolean bounded = now.viewsRead() <= MOST_VIEWS_UNREAD
                && now.viewsLive() <= 2
                && now.applicants() <= processes
                && now.answered() <= processes
                && now.snapshots() <= MOST_SNAPSHOTS
                // Each may be reported by its neighbours, and by those that know of a later start.
                && now.reports() <= processes * processes
                && now.waiting() == 0;
        if (!bounded) {
            throw checker.failure("bounds: %s keeps %s", name, now);
        }
    }

    void trace(Effect effect) {
        if (effect.type() == Effect.Type.STATE_CHANGED
                || effect.type() == Effect.Type.VIEW_INSTALLED
                || effect.type() == Effect.Type.SUSPECTED) {
            System.out.printf(
                    "%d ms %s %s%n",
                    time.now() / 1_000_000,
                    name,
                    effect.toString()
                            .replaceAll("ballot=.*?members", "members")
                            .replaceAll(", endpoints=[^,]*|deliveries.*|Member|member|\\[", ""));
        }
    }
}
