package io.rmix.dvm.sim;

import io.rmix.dvm.protocol.link.Control;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What happens to members: they die and are started again, sleep, are cut off, leave, and others join. So many at a time that those that nothing happened to
 * since all was well are a quorum; but for a lost quorum, which an operator mends.
 */
final class Mishaps {
    private final Scenario scenario;
    private final Timeline time;
    private final SplittableRandom random;
    private final Population population;
    private final Network network;
    private final Operator operator;
    private final Tally tally;
    private final Deaths deaths;
    private final Cuts cuts;
    private final TreeSet<String> disturbed = new TreeSet<>();
    private final TreeSet<String> touched = new TreeSet<>();
    private int left;

    Mishaps(
            Scenario scenario,
            Timeline time,
            SplittableRandom random,
            Population population,
            Network network,
            Operator operator,
            Tally tally) {
        this.scenario = scenario;
        this.time = time;
        this.random = random;
        this.population = population;
        this.network = network;
        this.operator = operator;
        this.tally = tally;
        this.deaths = new Deaths(random.split());
        this.cuts = new Cuts(scenario, time, random.split(), network, tally);
        this.left = scenario.mishaps();
    }

    void start() {
        if (left > 0) {
            time.in(5_000_000 + random.nextLong(200_000_000), this::next);
        }
    }

    boolean over() {
        return left == 0;
    }

    /** Whether anything ever happened to a process, or it came later. */
    boolean touched(String name) {
        return touched.contains(name);
    }

    /** Whether something happened to a process since all was well. */
    boolean isDisturbed(String name) {
        return disturbed.contains(name);
    }

    /** A process is started that was not there at first. */
    void cameLater(String name) {
        touched.add(name);
    }

    /** Whether a refusal may be told: where two lineages meet. */
    boolean mayRefuse() {
        return tally.of(Hit.FORCED) > 0;
    }

    /** All is well: what happened before does not count any more. */
    void settled() {
        disturbed.clear();
    }

    private void next() {
        if (population.isSettled()) {
            settled();
        }
        List<MishapKind> kinds = MishapKind.of(scenario);
        MishapKind kind = kinds.get(random.nextInt(kinds.size()));
        boolean happened = happens(kind);
        if (Simulation.TRACE) {
            System.out.printf(
                    "%d ms %s %s disturbed %s view %s%n",
                    time.now() / 1_000_000, kind, happened, disturbed, population.describeView());
        }
        if (happened || disturbed.isEmpty() && random.nextInt(60) == 0) {
            left--;
        }
        if (left > 0) {
            long soon = random.nextInt(3) == 0 ? 20_000_000 : 1_200_000_000;
            time.in(random.nextLong(happened ? soon : 300_000_000), this::next);
        } else {
            deaths.disarm();
            time.in(random.nextLong(1_000_000_000), network::heal);
        }
    }

    private boolean happens(MishapKind kind) {
        String one = population.anyMember(random);
        String other = population.anyMember(random);
        return switch (kind) {
            case CRASH -> mayDisturb(one) && crash(one);
            case CRASH_OF_A_LEARNER -> population.isLearner(one) && mayDisturb(one) && crash(one);
            case CRASH_AT_STEP -> deaths.arm(time.now());
            case CRASHES -> some(Hit.CRASHES_AT_ONCE, this::crash);
            case SLEEP -> mayDisturb(one) && hit(Hit.SLEEP, population.sleep(one, length()));
            case PARTITION -> mayDisturb(one) && cuts.cutOff(Hit.PARTITION_OF_ONE, List.of(one), true, true);
            case SPLIT -> disturbed.isEmpty() && split();
            case ONE_WAY -> {
                boolean out = random.nextBoolean();
                yield mayDisturb(one) && cuts.cutOff(Hit.ONE_WAY, List.of(one), out, !out);
            }
            case LINK -> !one.equals(other) && mayDisturb(one) && mayDisturb(other) && cuts.cut(one, other);
            case FLAP ->
                !one.equals(other) && mayDisturb(one) && mayDisturb(other) && hit(Hit.FLAP, cuts.flap(one, other, 10));
            case LEAVE -> mayDisturb(one) && leave(one);
            case LEAVE_TOGETHER -> some(Hit.LEAVE_TOGETHER, this::leave);
            case LEAVE_WITH_THE_LAST -> disturbed.isEmpty() && leaveWithTheLast();
            case DECIDE_IN_THE_DARK -> disturbed.isEmpty() && decideInTheDark(one);
            case JOIN -> join();
            case JOIN_TWO -> {
                boolean first = join();
                yield first && join() && hit(Hit.JOIN_TWO, true);
            }
            case MOVE -> move(one, 1 + random.nextInt(8));
            case LOSE_PIECES -> losePieces();
            case LOSE_QUORUM -> loseQuorum();
        };
    }

    private boolean hit(Hit hit, boolean happened) {
        if (happened) {
            tally.hit(hit);
        }
        return happened;
    }

    private long length() {
        return random.nextLong(3 * suspicion());
    }

    private long suspicion() {
        return scenario.shared().suspicionTimeout().toNanos();
    }

    private boolean crash(String name) {
        boolean learner = population.isLearner(name);
        boolean changing = population.isChanging();
        if (!crashAndReturn(name)) {
            return false;
        }
        tally.hit(learner ? Hit.CRASH_OF_A_LEARNER : Hit.CRASH);
        return !changing || hit(Hit.CRASH_IN_CHANGE, true);
    }

    private boolean crashAndReturn(String name) {
        long back = length();
        return population.crash(this, name, back)
                && hit(back < suspicion() ? Hit.BACK_WITHIN_DETECTION : Hit.BACK_AFTER_DETECTION, true);
    }

    private boolean leave(String name) {
        boolean changing = population.isChanging();
        return population.leave(name) && hit(Hit.LEAVE, true) && (!changing || hit(Hit.LEAVE_IN_CHANGE, true));
    }

    private boolean join() {
        boolean changing = population.isChanging();
        return population.join(this) && hit(Hit.JOIN, true) && (!changing || hit(Hit.JOIN_IN_CHANGE, true));
    }

    /** It happens to as many as may be disturbed, two at least, within a moment. */
    private boolean some(Hit hit, Predicate<String> what) {
        int happened = 0;
        for (String each : population.members()) {
            if (!disturbed.contains(each) && random.nextInt(3) > 0 && mayDisturb(each) && what.test(each)) {
                happened++;
            }
        }
        return happened > 0 && (happened == 1 || hit(hit, true));
    }

    /** Whether a process dies instead of saying this. */
    boolean dies(String name, String target, Control message) {
        Hit step = deaths.at(message, target);
        if (step == Hit.NOTHING || !mayDisturb(name) && !mayDieBesideLeavers(name)) {
            return false;
        }
        deaths.disarm();
        if (scenario.isOfDeciders()) {
            cutOffThoseThatKnow();
        }
        return crashAndReturn(name) && hit(step, true);
    }

    /** Once what they were told is there. */
    private void cutOffThoseThatKnow() {
        List<String> know = deaths.told().stream().filter(this::mayDisturb).toList();
        if (!know.isEmpty()) {
            time.in(scenario.delay() + 1, () -> cuts.cutOffForLong(know));
        }
    }

    private boolean mayDisturb(String name) {
        boolean again = disturbed.contains(name);
        // One that was disturbed before, and has no vote now, may be disturbed again however few the others are.
        if (disturbed.size() + (again ? 0 : 1) > most() && !(again && population.hasNoVote(name))) {
            return false;
        }
        disturbed.add(name);
        touched.add(name);
        return true;
    }

    /** Those that leave, and are not gone yet, are none that the others need for a quorum of the next view, and are still there for one of this. */
    private boolean mayDieBesideLeavers(String name) {
        int leavers = population.lingering(disturbed);
        int others = population.fewestVoters() - leavers;
        if (!scenario.isOfLeavers() || disturbed.contains(name) || disturbed.size() - leavers + 1 > (others - 1) / 2) {
            return false;
        }
        disturbed.add(name);
        touched.add(name);
        return true;
    }

    /** As many as may leave at once while all submit; whoever tells the decision dies at it, after it has told some. */
    private boolean leaveWithTheLast() {
        deaths.armAtDecision(time.now(), 0, 5);
        allSubmit();
        return some(Hit.LEAVE_TOGETHER, this::leave);
    }

    /** Somebody comes or goes while all submit; whoever tells what was decided dies at it, and nobody hears of it from those that were told. */
    private boolean decideInTheDark(String one) {
        deaths.armAtDecision(time.now(), 1, 2);
        allSubmit();
        return random.nextInt(4) == 0 && join() || mayDisturb(one) && leave(one);
    }

    private void allSubmit() {
        for (String each : population.members()) {
            network.process(each).submitter().submitWithin(1 + 8 * scenario.delay());
        }
    }

    /** So many may be disturbed at a time: survivors go on with one, else a minority of each view that somebody is in. */
    private int most() {
        int voters = population.fewestVoters();
        return scenario.isSurvivors() ? voters - 1 : (voters - 1) / 2;
    }

    /** So many die at once that the others are no quorum, and one with a vote at least lives; an operator is called. */
    private boolean loseQuorum() {
        List<String> voters = new ArrayList<>(population.livingVoters());
        if (voters.size() < 3 || random.nextInt(3) > 0 || mayRefuse() && !population.isSettled()) {
            return false;
        }
        Collections.shuffle(voters, new Random(random.nextLong()));
        List<String> living = voters.subList(0, 1 + random.nextInt((voters.size() - 1) / 2));
        for (SimProcess each : network.processes()) {
            touched.add(each.name());
            disturbed.add(each.name());
            if (each.view() != null && !living.contains(each.name())) {
                population.crash(this, each.name(), length());
            }
        }
        operator.call();
        return hit(Hit.QUORUM_LOST, true);
    }

    /** Up to half of the voters, without the first of them, are cut off from the others. */
    private boolean split() {
        List<String> part = population.partWithoutFirst(random);
        disturbed.addAll(part);
        touched.addAll(part);
        return !part.isEmpty() && cuts.cutOff(Hit.PARTITION, part, true, true);
    }

    /** The link of a member goes on over another provider, and once more, whatever happens meanwhile. */
    private boolean move(String name, int times) {
        network.process(name).moveLink();
        if (times > 1) {
            time.in(random.nextLong(300_000_000), () -> move(name, times - 1));
        }
        return true;
    }

    private boolean losePieces() {
        network.losePieces(3 * suspicion());
        return true;
    }
}
