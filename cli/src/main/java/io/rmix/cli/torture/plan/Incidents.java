package io.rmix.cli.torture.plan;

import io.rmix.cli.torture.net.NetworkFault;
import io.rmix.cli.torture.plan.Step.Action;
import io.rmix.dvm.QuorumPolicy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Draws incidents: steps that belong together. Keeps who is free at which moment, so that no two incidents have a member in common at a time. Not for concurrent use. */
final class Incidents {
    private static final int CUTS = 4;

    private final PlanSettings settings;
    private final SplittableRandom random;
    private final long suspicion;
    /** Until when an incident goes on that a member has part in. */
    private final Map<String, Long> busyUntil = new HashMap<>();
    /** Which incident needs the network. */
    private long networkUntil;

    private int joiner;
    private int storms;

    Incidents(PlanSettings settings, SplittableRandom random) {
        this.settings = settings;
        this.random = random;
        this.suspicion = settings.suspicion().toMillis();
    }

    /** The steps of an incident of a kind that begins at a moment; none if there is nobody left for it. */
    List<Step> draw(Fault fault, long at) {
        return switch (fault) {
            case KILL -> kill(at, pick(at, 1), after());
            case RESTART -> kill(at, pick(at, 1), within());
            case STORM -> storm(at);
            case STOP -> stop(at);
            case LEAVE -> leave(at);
            case JOIN -> join(at);
            case CUT -> cut(at);
            case PARTITION -> partition(at);
            case LOSS -> network(at, NetworkFault.LOSS, 2 * suspicion);
            case RATE -> network(at, NetworkFault.RATE, 2 * suspicion);
        };
    }

    /** Ends what goes on, and lets all come to rest. */
    List<Step> rest(long at) {
        networkUntil = at;
        return List.of(Step.of(at, Action.HEAL, List.of()), Step.of(at, Action.CALM, List.of()));
    }

    private List<Step> kill(long at, List<String> victims, long back) {
        if (victims.isEmpty()) return List.of();
        occupy(victims, at + back);
        return List.of(Step.of(at, Action.KILL, victims), Step.of(at + back, Action.START, victims));
    }

    private List<Step> storm(long at) {
        if (settings.quorum() == QuorumPolicy.SURVIVORS && (storms++ == 0 || random.nextInt(3) == 0)) {
            return downToOne(at);
        }
        int most = Math.max(1, settings.minority());
        List<String> victims = pick(at, 1 + random.nextInt(most));
        List<Step> steps = new ArrayList<>();
        boolean together = random.nextBoolean();
        long next = at;
        for (String each : victims) {
            steps.addAll(kill(next, List.of(each), random.nextBoolean() ? within() : after()));
            // Either at once, or each while the others deal with the death of the one before.
            if (!together) next += random.nextLong(suspicion + suspicion / 2);
        }
        steps.sort(Comparator.comparingLong(Step::at));
        return steps;
    }

    /** All but one die, at once or one after another, and stay away until that one is alone. */
    private List<Step> downToOne(long at) {
        List<String> victims = pick(at, settings.members().size() - 1);
        List<Step> steps = new ArrayList<>();
        boolean together = random.nextBoolean();
        long last = at;
        for (String each : victims) {
            steps.add(Step.of(last, Action.KILL, List.of(each)));
            if (!together) last += random.nextLong(suspicion * 2);
        }
        long back = last + 3 * suspicion + random.nextLong(2 * suspicion);
        for (String each : victims) steps.add(Step.of(back, Action.START, List.of(each)));
        occupy(victims, back);
        return steps;
    }

    private List<Step> stop(long at) {
        int minority = settings.minority();
        int all = settings.members().size();
        List<String> free = free(at);
        // Nobody dies of it, so now and then there are so many that the rest is no quorum.
        boolean tooMany = random.nextInt(3) == 0 && free.size() == all && all > minority + 1;
        List<String> victims = tooMany
                ? some(free, minority + 1 + random.nextInt(all - minority - 1))
                : pick(at, 1 + random.nextInt(Math.max(1, minority)));
        if (victims.isEmpty()) return List.of();
        long back = random.nextBoolean() ? within() : after();
        occupy(victims, at + back);
        return List.of(Step.of(at, Action.STOP, victims), Step.of(at + back, Action.CONTINUE, victims));
    }

    private List<Step> leave(long at) {
        List<String> leaver = pick(at, 1);
        if (leaver.isEmpty()) return List.of();
        long back = after();
        occupy(leaver, at + back);
        return List.of(Step.of(at, Action.LEAVE, leaver), Step.of(at + back, Action.START, leaver));
    }

    private List<Step> join(long at) {
        if (settings.joiners().isEmpty()) return List.of();
        String name = settings.joiners().get(joiner++ % settings.joiners().size());
        if (busyUntil.getOrDefault(name, 0L) > at) return List.of();
        long end = at + 2 * suspicion + random.nextLong(4 * suspicion);
        busyUntil.put(name, end + suspicion);
        Action last = random.nextInt(3) == 0 ? Action.KILL : Action.LEAVE;
        return List.of(Step.of(at, Action.START, List.of(name)), Step.of(end, last, List.of(name)));
    }

    private List<Step> partition(long at) {
        boolean oneWay = random.nextInt(3) == 0 && settings.network().contains(NetworkFault.ONE_WAY);
        NetworkFault fault = oneWay ? NetworkFault.ONE_WAY : NetworkFault.PARTITION;
        List<Step> once = network(at, fault, random.nextBoolean() ? within() : after());
        if (once.isEmpty() || random.nextInt(3) > 0) return once;
        List<Step> flapping = new ArrayList<>(once);
        for (int i = 0; i < 2; i++)
            flapping.addAll(network(networkUntil + suspicion / 4, fault, suspicion / 2 + random.nextLong(suspicion)));
        return flapping;
    }

    private List<Step> cut(long at) {
        if (networkUntil > at) return List.of();
        List<Step> steps = new ArrayList<>();
        networkUntil = at;
        for (int i = 0; i < CUTS; i++) {
            steps.add(between(networkUntil, NetworkFault.CUT));
            networkUntil += random.nextLong(suspicion / 2);
        }
        return steps;
    }

    private List<Step> network(long at, NetworkFault fault, long length) {
        if (networkUntil > at) return List.of();
        networkUntil = at + length;
        return List.of(between(at, fault), Step.of(at + length, Action.HEAL, List.of()));
    }

    /** A fault between some members, half of them at most, and the others. */
    private Step between(long at, NetworkFault fault) {
        List<String> right = new ArrayList<>(settings.members());
        List<String> left = some(right, 1 + random.nextInt(Math.max(1, right.size() / 2)));
        right.removeAll(left);
        return random.nextBoolean() ? Step.network(at, fault, left, right) : Step.network(at, fault, right, left);
    }

    /** Members to whom nothing is done, as many as wanted, or fewer if no quorum would be left. */
    private List<String> pick(long at, int wanted) {
        List<String> free = free(at);
        int away = settings.members().size() - free.size();
        return some(free, Math.min(wanted, settings.minority() - away));
    }

    private List<String> free(long at) {
        return settings.members().stream()
                .filter(each -> busyUntil.getOrDefault(each, 0L) <= at)
                .toList();
    }

    private List<String> some(List<String> of, int count) {
        List<String> left = new ArrayList<>(of);
        List<String> some = new ArrayList<>();
        while (some.size() < count && !left.isEmpty()) some.add(left.remove(random.nextInt(left.size())));
        return some;
    }

    private void occupy(List<String> members, long until) {
        // Its return takes a moment too.
        members.forEach(each -> busyUntil.put(each, until + suspicion / 2));
    }

    /** Back before anybody notices. */
    private long within() {
        return 50 + random.nextLong(Math.max(1, suspicion * 7 / 10));
    }

    /** Back when the others have gone on. */
    private long after() {
        return suspicion * 3 / 2 + random.nextLong(2 * suspicion);
    }
}
