package io.rmix.dvm.sim;

import io.rmix.dvm.Member;
import io.rmix.dvm.MemberState;
import io.rmix.dvm.SharedConfiguration;
import io.rmix.dvm.View;
import io.rmix.dvm.protocol.CoreStatus;
import io.rmix.dvm.protocol.MemberCore;
import io.rmix.dvm.protocol.view.Joiner;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** One seed: a ring of cores in virtual time, everything that may go wrong going wrong, checked until nothing is left to do. */
final class Simulation {
    /** Virtual time in which all must be well again once nothing happens any more. */
    private static final long SETTLING = 30_000_000_000L;

    /**
     * What a run went through.
     *
     * @param deliveries checked
     * @param pulls times something was sent again
     * @param holds times a member was found taking no frames
     * @param views installed
     * @param mishaps of each kind
     */
    record Run(long deliveries, long pulls, long holds, long views, Map<Mishaps.Kind, Integer> mishaps) {
        static final Run NONE = new Run(0, 0, 0, 0, Map.of());

        Run plus(Run other) {
            Map<Mishaps.Kind, Integer> sum = new EnumMap<>(Mishaps.Kind.class);
            sum.putAll(mishaps);
            other.mishaps.forEach((kind, count) -> sum.merge(kind, count, Integer::sum));
            return new Run(
                    deliveries + other.deliveries, pulls + other.pulls, holds + other.holds, views + other.views, sum);
        }
    }

    private final Scenario scenario;
    private final Timeline time = new Timeline();
    private final Checker checker;
    private final Network network;
    private final Faults faults;
    private final SplittableRandom random;
    private final Mishaps mishaps;
    private final Map<String, Long> incarnations = new HashMap<>();
    private final Map<String, Integer> priorities = new HashMap<>();

    private Simulation(Scenario scenario, Faults faults) {
        this.scenario = scenario;
        this.faults = faults;
        this.random = new SplittableRandom(scenario.seed() * 31 + 7);
        this.checker = new Checker(scenario);
        this.network = new Network(scenario, time, random.split(), faults);
        this.mishaps = new Mishaps(scenario, time, random.split(), this, network);
        View view = scenario.view();
        for (int i = 0; i < view.size(); i++) {
            Member member = view.member(i);
            incarnations.put(member.name(), member.incarnation());
            priorities.put(member.name(), member.priority());
            network.add(process(member.name(), MemberCore.founding(setup(member), view, 0), true));
        }
        network.processes().forEach(SimProcess::start);
        mishaps.start();
    }

    private MemberCore.Setup setup(Member member) {
        Joiner me = new Joiner(member, List.of("sim://" + member.name()), SharedConfiguration.PROTOCOL_VERSION);
        return new MemberCore.Setup(
                scenario.shared(),
                scenario.local(),
                faults.policy(scenario.policy()),
                me,
                faults.rules(),
                scenario.isImpatient() ? new ImpatientRules(faults.viewRules()) : faults.viewRules());
    }

    private SimProcess process(String name, MemberCore core, boolean holdsState) {
        return new SimProcess(
                scenario, time, random.split(), checker, network, mishaps, name, core, holdsState, faults);
    }

    /**
     * Runs a seed with the right rules.
     *
     * @return what was checked
     * @throws Failure if a property does not hold
     */
    static Run run(long seed) {
        return run(Scenario.of(seed), Faults.NONE);
    }

    /** Runs a scenario with something wrong. */
    static Run run(Scenario scenario, Faults faults) {
        try {
            return new Simulation(scenario, faults).run();
        } catch (Failure e) {
            throw e;
        } catch (RuntimeException e) {
            throw new Failure(scenario.seed(), e.toString(), e);
        }
    }

    private Run run() {
        long progressAt = 0;
        long progress = 0;
        long quietSince = -1;
        int steps = 0;
        while (true) {
            time.step();
            if (checker.deliveries() > progress) {
                progress = checker.deliveries();
                progressAt = time.now();
            }
            steps++;
            if (steps % 32 != 0) {
                continue;
            }
            if (mishaps.over() && finished()) {
                return result();
            }
            if (mishaps.over() && quietSince < 0) {
                quietSince = time.now();
            }
            if (scenario.mishaps() == 0) {
                long patience = deliveredAll() ? Scenario.PATIENCE : scenario.patience();
                checker.require(
                        time.now() - progressAt <= patience,
                        "liveness: %s deliveries, then nothing for %s us",
                        progress,
                        patience / 1000);
            } else {
                if (quietSince >= 0 && time.now() - quietSince > SETTLING) {
                    throw checker.failure("liveness: nothing happens any more, and all is not well: %s", describe());
                }
            }
            restartThoseThatLeft();
        }
    }

    private Run result() {
        long pulls = 0;
        for (SimProcess each : network.processes()) {
            CoreStatus status = each.core().status();
            pulls += status == null ? 0 : status.pulls();
        }
        return new Run(checker.deliveries(), pulls, checker.holds(), checker.latest(), mishaps.counts());
    }

    String describeView() {
        View view = checker.latestView();
        StringBuilder text = new StringBuilder(view.number() + ":");
        view.members().forEach(each -> text.append(' ').append(each.member()).append(each.isVoter() ? "" : "(L)"));
        return text.toString();
    }

    private String describe() {
        StringBuilder text = new StringBuilder();
        for (SimProcess each : network.processes()) {
            View view = each.view() == null ? null : each.view().view();
            text.append("\n  ")
                    .append(each.name())
                    .append('#')
                    .append(incarnations.get(each.name()))
                    .append(' ')
                    .append(each.isDead() ? "dead" : each.state())
                    .append(' ')
                    .append(each.reason())
                    .append(" view ")
                    .append(view == null ? "-" : view.number() + " " + view.members())
                    .append(", submitted ")
                    .append(each.submitted())
                    .append(each.isSettled() ? "" : ", unsettled")
                    .append(each.application().isIdle() ? "" : ", reading")
                    .append(each.application().holdsState() ? "" : ", without state");
        }
        return text.toString();
    }

    private boolean deliveredAll() {
        int size = scenario.view().size();
        return checker.deliveries() == (long) size * size * scenario.messages();
    }

    /** Everybody is in one view, everything submitted has completed and is read, and nobody keeps anything. */
    private boolean finished() {
        if (!isSettled()) {
            return false;
        }
        for (SimProcess each : network.processes()) {
            if (each.isDead()) {
                continue;
            }
            CoreStatus status = each.core().status();
            if (each.submitted() < scenario.messages()
                    || !each.isSettled()
                    || !each.application().isIdle()
                    || status == null
                    || status.retainedBytes() > 0
                    || status.notDoneBytes() > 0) {
                return false;
            }
        }
        return scenario.mishaps() > 0 || checker.deliveries() >= Scenario.DELIVERIES && deliveredAll();
    }

    /** Every living process is a voter of one view, of which all live. */
    boolean isSettled() {
        long latest = checker.latest();
        int living = 0;
        for (SimProcess each : network.processes()) {
            if (each.isDead()) {
                continue;
            }
            living++;
            if (each.isAsleep()
                    || each.isLeaving()
                    || each.state() != MemberState.OPERATIONAL
                    || each.view() == null
                    || each.view().view().number() != latest) {
                return false;
            }
        }
        return living == checker.latestView().size() && network.isWhole();
    }

    int voters() {
        return checker.latestView().voters();
    }

    String anyVoter(SplittableRandom chance) {
        View view = checker.latestView();
        return view.member(chance.nextInt(view.size())).name();
    }

    /** Some members of the latest view, of the voters at most half, and not the one of highest priority. */
    List<String> partWithoutFirst(SplittableRandom chance) {
        View view = checker.latestView();
        List<String> part = new ArrayList<>();
        int most = chance.nextInt(1 + view.voters() / 2);
        int voters = 0;
        for (int i = 0; i < view.size(); i++) {
            boolean may = !view.isVoter(i) || (voters < most && i != view.firstVoter());
            if (may && chance.nextInt(3) > 0) {
                part.add(view.member(i).name());
                voters += view.isVoter(i) ? 1 : 0;
            }
        }
        return part;
    }

    boolean crash(String name, long restartIn) {
        SimProcess process = network.process(name);
        if (process.isDead() || process.state() == MemberState.LEFT) {
            return false;
        }
        process.die();
        time.in(restartIn, () -> restart(name));
        return true;
    }

    boolean sleep(String name, long nanos) {
        network.process(name).sleep(nanos);
        return true;
    }

    boolean leave(String name) {
        network.process(name).leave();
        return true;
    }

    /** Somebody who was never there. */
    boolean join() {
        String name = "n" + incarnations.size();
        if (incarnations.size() > 14) {
            return false;
        }
        priorities.put(name, 100 + incarnations.size());
        incarnations.put(name, 0L);
        restart(name);
        return true;
    }

    private void restart(String name) {
        long incarnation = incarnations.merge(name, faults.newIncarnation() ? 1L : 0L, Long::sum);
        Member member = new Member(name, incarnation, priorities.get(name));
        SimProcess process = process(name, MemberCore.joining(setup(member), time.now()), false);
        network.add(process);
        process.start();
    }

    /** Who was left out, or left, is started anew. */
    private void restartThoseThatLeft() {
        for (SimProcess each : network.processes()) {
            if (!each.isDead() && each.state() == MemberState.LEFT) {
                checker.require(
                        !scenario.calm()
                                || mishaps.touched(each.name())
                                || each.reason().startsWith("the application is more than"),
                        "accuracy: nothing happened to %s, and it left: %s",
                        each.name(),
                        each.reason());
                each.die();
                time.in(1 + random.nextLong(500_000_000), () -> restart(each.name()));
            }
        }
    }
}
