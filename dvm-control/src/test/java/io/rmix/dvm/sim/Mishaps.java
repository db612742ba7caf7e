package io.rmix.dvm.sim;

import io.rmix.dvm.protocol.link.Control;
import io.rmix.dvm.protocol.view.ViewControl;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What happens to members: they die and are started again, sleep, are cut off, leave, and others join. So many at a time that those that nothing happened to
 * since all was well are a quorum.
 */
final class Mishaps {
    /** Kinds of mishaps. */
    enum Kind {
        CRASH,
        CRASH_IN_CHANGE,
        SLEEP,
        PARTITION,
        SPLIT,
        ONE_WAY,
        LINK,
        FLAP,
        LEAVE,
        JOIN
    }

    private static final List<ViewControl.Kind> STEPS = List.of(
            ViewControl.Kind.POLL,
            ViewControl.Kind.PREPARE,
            ViewControl.Kind.ACCEPT,
            ViewControl.Kind.DECISION,
            ViewControl.Kind.INSTALLED);
    private static final List<Kind> ALL = List.of(Kind.values());
    private static final List<Kind> DEATHS = List.of(Kind.CRASH, Kind.CRASH_IN_CHANGE, Kind.LEAVE, Kind.JOIN);

    private final Scenario scenario;
    private final Timeline time;
    private final SplittableRandom random;
    private final Simulation simulation;
    private final Network network;
    private final TreeSet<String> disturbed = new TreeSet<>();
    private final TreeSet<String> touched = new TreeSet<>();
    private final Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
    private int left;
    private ViewControl.@Nullable Kind fatal;
    private int spared;

    Mishaps(Scenario scenario, Timeline time, SplittableRandom random, Simulation simulation, Network network) {
        this.scenario = scenario;
        this.time = time;
        this.random = random;
        this.simulation = simulation;
        this.network = network;
        this.left = scenario.mishaps();
    }

    void start() {
        if (left > 0) {
            time.in(5_000_000 + random.nextLong(200_000_000), this::next);
        }
    }

    boolean over() {
        if (left == 0) {
            fatal = null;
        }
        return left == 0;
    }

    Map<Kind, Integer> counts() {
        return counts;
    }

    /** Whether anything ever happened to a process, or it came later. */
    boolean touched(String name) {
        return touched.contains(name) || scenario.view().indexOf(name) < 0;
    }

    /** All is well: what happened before does not count any more. */
    void settled() {
        disturbed.clear();
    }

    private void next() {
        if (simulation.isSettled()) {
            settled();
        }
        List<Kind> kinds = scenario.isSurvivors() ? DEATHS : ALL;
        Kind kind = kinds.get(random.nextInt(kinds.size()));
        boolean happened = happens(kind);
        if (Boolean.getBoolean("sim.trace")) {
            System.out.printf(
                    "%d ms %s %s disturbed %s view %s%n",
                    time.now() / 1000000, kind, happened, disturbed, simulation.describeView());
        }
        if (happened) {
            counts.merge(kind, 1, Integer::sum);
            left--;
        } else if (disturbed.isEmpty() && random.nextInt(20) == 0) {
            left--;
        }
        if (left > 0) {
            time.in(random.nextInt(3) == 0 ? random.nextLong(20_000_000) : random.nextLong(1_500_000_000), this::next);
        } else {
            time.in(random.nextLong(1_000_000_000), network::heal);
        }
    }

    private boolean happens(Kind kind) {
        String one = simulation.anyVoter(random);
        String other = simulation.anyVoter(random);
        long suspicion = scenario.shared().suspicionTimeout().toNanos();
        LongSupplier length = () -> random.nextLong(3 * suspicion);
        return switch (kind) {
            case CRASH -> mayDisturb(one) && simulation.crash(one, length.getAsLong());
            case CRASH_IN_CHANGE -> arm();
            case SLEEP -> mayDisturb(one) && simulation.sleep(one, length.getAsLong());
            case PARTITION -> mayDisturb(one) && isolate(one, length.getAsLong(), true, true);
            case SPLIT -> disturbed.isEmpty() && split(length.getAsLong());
            case ONE_WAY -> mayDisturb(one) && isolate(one, length.getAsLong(), random.nextBoolean(), false);
            case LINK ->
                !one.equals(other) && mayDisturb(one) && mayDisturb(other) && cut(one, other, length.getAsLong());
            case FLAP -> !one.equals(other) && mayDisturb(one) && mayDisturb(other) && flap(one, other, 10);
            case LEAVE -> mayDisturb(one) && simulation.leave(one);
            case JOIN -> simulation.join();
        };
    }

    /** The next coordinator dies while it tells the others what step it is at. */
    private boolean arm() {
        if (fatal != null) {
            return false;
        }
        fatal = STEPS.get(random.nextInt(STEPS.size()));
        spared = random.nextInt(6);
        return true;
    }

    /** Whether a process dies instead of saying this. */
    boolean dies(String name, Control message) {
        if (fatal == null || !(message instanceof ViewControl said) || said.kind() != fatal || spared-- > 0) {
            return false;
        }
        if (!mayDisturb(name)) {
            return false;
        }
        fatal = null;
        return simulation.crash(
                name, random.nextLong(3 * scenario.shared().suspicionTimeout().toNanos()));
    }

    private boolean mayDisturb(String name) {
        if (!disturbed.contains(name) && disturbed.size() + 1 > most()) {
            return false;
        }
        disturbed.add(name);
        touched.add(name);
        return true;
    }

    /** So many may be disturbed at a time: survivors go on with one, else a minority. */
    private int most() {
        return scenario.isSurvivors() ? simulation.voters() - 1 : (simulation.voters() - 1) / 2;
    }

    /** Up to half of the voters, without the first of them, are cut off from the others. */
    private boolean split(long length) {
        List<String> part = simulation.partWithoutFirst(random);
        if (part.isEmpty()) {
            return false;
        }
        disturbed.addAll(part);
        touched.addAll(part);
        for (SimProcess one : network.processes()) {
            for (SimProcess other : network.processes()) {
                if (part.contains(one.name()) != part.contains(other.name())) {
                    network.cut(one.name(), other.name());
                }
            }
        }
        time.in(length, network::heal);
        return true;
    }

    private boolean isolate(String one, long length, boolean in, boolean both) {
        for (SimProcess each : network.processes()) {
            if (!each.name().equals(one)) {
                if (in || both) {
                    network.cut(each.name(), one);
                }
                if (!in || both) {
                    network.cut(one, each.name());
                }
            }
        }
        time.in(length, network::heal);
        return true;
    }

    private boolean cut(String one, String other, long length) {
        network.cut(one, other);
        if (random.nextBoolean()) {
            network.cut(other, one);
        }
        time.in(length, network::heal);
        return true;
    }

    private boolean flap(String one, String other, int times) {
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
}
