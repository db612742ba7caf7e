package io.rmix.dvm.sim;

import io.rmix.dvm.Member;
import io.rmix.dvm.MemberState;
import io.rmix.dvm.SharedConfiguration;
import io.rmix.dvm.View;
import io.rmix.dvm.protocol.MemberCore;
import io.rmix.dvm.protocol.view.Joiner;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/** All processes that there are and were: which of them are in the latest view, and how they begin and end. */
final class Population {
    private static final int MOST = 15;

    private final Scenario scenario;
    private final Timeline time;
    private final SplittableRandom random;
    private final Checker checker;
    private final Network network;
    private final Faults faults;
    private final Tally tally;
    private final Map<String, Long> incarnations = new HashMap<>();
    private final Map<String, Integer> priorities = new HashMap<>();

    Population(
            Scenario scenario,
            Timeline time,
            SplittableRandom random,
            Checker checker,
            Network network,
            Faults faults,
            Tally tally) {
        this.scenario = scenario;
        this.time = time;
        this.random = random;
        this.checker = checker;
        this.network = network;
        this.faults = faults;
        this.tally = tally;
    }

    /** The members of the first view. */
    void begin(Mishaps mishaps) {
        View view = scenario.view();
        for (int i = 0; i < view.size(); i++) {
            Member member = view.member(i);
            incarnations.put(member.name(), member.incarnation());
            priorities.put(member.name(), member.priority());
            network.add(process(mishaps, member.name(), MemberCore.founding(setup(member), view, 0), true));
        }
        network.processes().forEach(SimProcess::start);
    }

    long incarnation(String name) {
        return incarnations.getOrDefault(name, 0L);
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

    private SimProcess process(Mishaps mishaps, String name, MemberCore core, boolean holdsState) {
        return new SimProcess(
                scenario, time, random.split(), checker, network, mishaps, name, core, holdsState, faults, tally);
    }

    /** Every living process is a voter of one view, of which all live. */
    boolean isSettled() {
        View latest = checker.latestView();
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
                    || !each.view().view().equals(latest)) {
                return false;
            }
        }
        return living == latest.size() && network.isWhole();
    }

    /** Voters of the view with fewest of them that anybody who lives is in. */
    int fewestVoters() {
        int fewest = checker.latestView().voters();
        for (SimProcess each : network.processes()) {
            ViewChecker in = each.view();
            if (!each.isDead() && in != null) {
                fewest = Math.min(fewest, in.view().voters());
            }
        }
        return fewest;
    }

    /** How many of these are on their way out, and there still to be asked for what they have. */
    int lingering(Set<String> names) {
        int lingering = 0;
        for (String name : names) {
            SimProcess process = network.process(name);
            if (process.isLeaving() && !process.isDead() && process.state() != MemberState.LEFT) {
                lingering++;
            }
        }
        return lingering;
    }

    /** Who lives, has a vote in its view, and is in the latest one. */
    List<String> livingVoters() {
        List<String> voters = new ArrayList<>();
        for (SimProcess each : network.processes()) {
            ViewChecker in = each.view();
            if (!each.isDead()
                    && each.state() != MemberState.LEFT
                    && !each.isLeaving()
                    && !each.isAsleep()
                    && in != null
                    && in.view().isVoter(each.self())
                    && checker.latestView().indexOf(in.view().member(each.self())) >= 0) {
                voters.add(each.name());
            }
        }
        return voters;
    }

    List<String> members() {
        return checker.latestView().members().stream()
                .map(each -> each.member().name())
                .toList();
    }

    boolean isLearner(String name) {
        View view = checker.latestView();
        int index = view.indexOf(name);
        return index >= 0 && !view.isVoter(index);
    }

    boolean hasNoVote(String name) {
        View view = checker.latestView();
        int index = view.indexOf(name);
        return index < 0 || !view.isVoter(index);
    }

    /** Whether the latest view is on its way out at anybody who lives, or has just begun. */
    boolean isChanging() {
        for (SimProcess each : network.processes()) {
            if (!each.isDead() && each.isChanging()) {
                return true;
            }
        }
        return false;
    }

    String anyMember(SplittableRandom chance) {
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

    boolean crash(Mishaps mishaps, String name, long restartIn) {
        SimProcess process = network.process(name);
        if (process.isDead() || process.state() == MemberState.LEFT) {
            return false;
        }
        process.die();
        checker.crashed(name, incarnation(name));
        time.in(restartIn, () -> restart(mishaps, name));
        return true;
    }

    boolean sleep(String name, long nanos) {
        network.process(name).sleep(nanos);
        return true;
    }

    boolean leave(String name) {
        SimProcess process = network.process(name);
        boolean may = !process.isDead() && !process.isLeaving();
        if (may) {
            process.leave();
        }
        return may;
    }

    /** Somebody who was never there. */
    boolean join(Mishaps mishaps) {
        String name = "n" + incarnations.size();
        if (incarnations.size() >= MOST) {
            return false;
        }
        priorities.put(name, 100 + incarnations.size());
        incarnations.put(name, 0L);
        restart(mishaps, name);
        return true;
    }

    private void restart(Mishaps mishaps, String name) {
        mishaps.cameLater(name);
        long incarnation = incarnations.merge(name, faults.newIncarnation() ? 1L : 0L, Long::sum);
        Member member = new Member(name, incarnation, priorities.get(name));
        SimProcess process = process(mishaps, name, MemberCore.joining(setup(member), time.now()), false);
        network.add(process);
        process.start();
    }

    /** Who was left out, or left, is started anew. */
    void restartThoseThatLeft(Mishaps mishaps, Operator operator) {
        for (SimProcess each : network.processes()) {
            if (!each.isDead() && operator.isLeftOver(each)) {
                tally.hit(Hit.STARTED_BY_HAND);
                each.die();
                time.in(1, () -> restart(mishaps, each.name()));
            }
            if (!each.isDead() && each.state() == MemberState.LEFT) {
                checker.require(
                        !scenario.calm()
                                || mishaps.touched(each.name())
                                || Accuracy.mayGo(each, checker, mishaps)
                                || each.reason().startsWith("the application is more than"),
                        "accuracy: nothing happened to %s, and it left: %s",
                        each.name(),
                        each.reason());
                each.die();
                time.in(1 + random.nextLong(500_000_000), () -> restart(mishaps, each.name()));
            }
        }
    }

    String describeView() {
        View view = checker.latestView();
        StringBuilder text = new StringBuilder(view.number() + ":");
        view.members().forEach(each -> text.append(' ').append(each.member()).append(each.isVoter() ? "" : "(L)"));
        return text.toString();
    }
}
