package io.rmix.dvm.sim;

import io.rmix.dvm.View;
import io.rmix.dvm.protocol.CoreStatus;
import java.util.Arrays;
import java.util.SplittableRandom;

/** One seed: a ring of cores in virtual time, everything that may go wrong going wrong, checked until nothing is left to do. */
final class Simulation {
    /** Virtual time in which all must be well again once nothing happens any more. */
    private static final long SETTLING = 30_000_000_000L;

    /** Whether it is told what happens, step by step. */
    static final boolean TRACE = Boolean.getBoolean("sim.trace");

    /**
     * What a run went through.
     *
     * @param deliveries checked
     * @param pulls times something was sent again
     * @param holds times a member was found taking no frames
     * @param views installed
     * @param events that members took in or told, about
     * @param tally how often everything happened that can go wrong
     */
    record Run(long deliveries, long pulls, long holds, long views, long events, Tally tally) {
        static final Run NONE = new Run(0, 0, 0, 0, 0, new Tally());

        Run plus(Run other) {
            return new Run(
                    deliveries + other.deliveries,
                    pulls + other.pulls,
                    holds + other.holds,
                    views + other.views,
                    events + other.events,
                    tally.plus(other.tally));
        }

        @Override
        public String toString() {
            return String.format(
                    "%,d deliveries, %,d pulls, %,d holds, %,d views, %,d events",
                    deliveries, pulls, holds, views, events);
        }
    }

    private final Scenario scenario;
    private final Timeline time = new Timeline();
    private final Checker checker;
    private final Network network;
    private final Population population;
    private final Mishaps mishaps;
    private final Operator operator;
    private final Tally tally = new Tally();
    private long events;

    private Simulation(Scenario scenario, Faults faults) {
        this.scenario = scenario;
        SplittableRandom random = new SplittableRandom(scenario.seed() * 31 + 7);
        this.checker = new Checker(scenario);
        this.network = new Network(scenario, time, random.split(), faults, tally);
        this.population = new Population(scenario, time, random.split(), checker, network, faults, tally);
        this.operator = new Operator(scenario, time, random.split(), network, checker, tally, population::isSettled);
        this.mishaps = new Mishaps(scenario, time, random.split(), population, network, operator, tally);
        population.begin(mishaps);
        mishaps.start();
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
            throw new Failure(scenario, e.toString(), e);
        }
    }

    private Run run() {
        long progressAt = 0;
        long progress = 0;
        long quietSince = -1;
        while (true) {
            time.step();
            events++;
            if (checker.deliveries() > progress) {
                progress = checker.deliveries();
                progressAt = time.now();
            }
            if (events % 32 != 0) {
                continue;
            }
            if (mishaps.over() && !operator.isWanted() && finished()) {
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
            population.restartThoseThatLeft(mishaps, operator);
            operator.lookForWhoNeedsOne();
        }
    }

    private Run result() {
        long pulls = 0;
        for (SimProcess each : network.processes()) {
            CoreStatus status = each.core().status();
            pulls += status == null ? 0 : status.pulls();
        }
        if (Arrays.stream(scenario.slow()).anyMatch(each -> each > 0)) {
            tally.hit(Hit.SLOW_APPLICATION);
        }
        return new Run(checker.deliveries(), pulls, checker.holds(), checker.views(), events, tally);
    }

    private String describe() {
        StringBuilder text = new StringBuilder();
        for (SimProcess each : network.processes()) {
            View view = each.view() == null ? null : each.view().view();
            text.append("\n  ")
                    .append(each.name())
                    .append('#')
                    .append(population.incarnation(each.name()))
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
        if (!population.isSettled()) {
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
}
