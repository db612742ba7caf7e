package io.rmix.dvm.sim;

import java.util.List;
import java.util.SplittableRandom;

/** What keeps members from hearing each other, for a while. */
final class Cuts {
    private final Scenario scenario;
    private final Timeline time;
    private final SplittableRandom random;
    private final Network network;
    private final Tally tally;

    Cuts(Scenario scenario, Timeline time, SplittableRandom random, Network network, Tally tally) {
        this.scenario = scenario;
        this.time = time;
        this.random = random;
        this.network = network;
        this.tally = tally;
    }

    /** Some are not heard by all others, or do not hear them, or both. */
    boolean cutOff(Hit hit, List<String> part, boolean out, boolean in) {
        network.cutOff(part, out, in);
        healLater();
        tally.hit(hit);
        return true;
    }

    /** Some hear nobody else and are not heard, until the others must have gone on without them. */
    void cutOffForLong(List<String> part) {
        long suspicion = scenario.shared().suspicionTimeout().toNanos();
        network.cutOff(part, true, true);
        time.in(2 * suspicion + random.nextLong(2 * suspicion), network::heal);
        tally.hit(Hit.PARTITION);
    }

    /** The link between two is cut, one way or both. */
    boolean cut(String one, String other) {
        network.cut(one, other);
        if (random.nextBoolean()) {
            network.cut(other, one);
        }
        healLater();
        tally.hit(Hit.LINK_CUT);
        return true;
    }

    /** The link between two is cut and heals, again and again. */
    boolean flap(String one, String other, int times) {
        network.cut(one, other);
        network.cut(other, one);
        time.in(random.nextLong(400_000_000), () -> {
            network.heal();
            if (times > 0) {
                time.in(random.nextLong(400_000_000), () -> flap(one, other, times - 1));
            }
        });
        return true;
    }

    private void healLater() {
        time.in(random.nextLong(3 * scenario.shared().suspicionTimeout().toNanos()), network::heal);
    }
}
