package io.rmix.dvm.sim;

import io.rmix.dvm.protocol.CoreWith;
import io.rmix.dvm.protocol.MemberCore;
import java.util.SplittableRandom;

/** One seed: a ring of cores in virtual time, everything that may go wrong going wrong, checked until nothing is left to do. */
final class Simulation {
    /**
     * What a run went through.
     *
     * @param deliveries checked
     * @param pulls times something was sent again
     * @param holds times a member was found taking no frames
     * @param crashes 1 if a member died
     */
    record Run(long deliveries, long pulls, long holds, int crashes) {
        static final Run NONE = new Run(0, 0, 0, 0);

        Run plus(Run other) {
            return new Run(
                    deliveries + other.deliveries, pulls + other.pulls, holds + other.holds, crashes + other.crashes);
        }
    }

    private final Scenario scenario;
    private final Timeline time = new Timeline();
    private final Checker checker;
    private final SimMember[] members;

    private Simulation(Scenario scenario, Faults faults) {
        this.scenario = scenario;
        int size = scenario.view().size();
        MemberCore[] cores = new MemberCore[size];
        for (int i = 0; i < size; i++) {
            cores[i] = CoreWith.rules(scenario.shared(), scenario.local(), scenario.view(), i, 0, faults.rules());
        }
        SplittableRandom random = new SplittableRandom(scenario.seed() * 31 + 7);
        this.checker = new Checker(scenario, cores);
        this.members = new SimMember[size];
        for (int i = 0; i < size; i++) {
            members[i] = new SimMember(scenario, time, random.split(), checker, members, i, cores[i], faults);
        }
        for (int i = 0; i < size; i++) {
            SimMember next = members[(i + 1) % size];
            members[i].start(new SimLink(scenario, time, random.split(), checker, members[i], next, faults));
        }
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
        int steps = 0;
        while (true) {
            time.step();
            if (checker.deliveries() > progress) {
                progress = checker.deliveries();
                progressAt = time.now();
            }
            if (scenario.crash() >= 0 && !members[scenario.crash()].dead() && progress >= Scenario.DELIVERIES) {
                members[scenario.crash()].die();
            }
            steps++;
            if (steps % 32 == 0 && finished()) {
                return checker.run(scenario.crash() >= 0 ? 1 : 0);
            }
            long patience = checker.deliveredAll() ? Scenario.PATIENCE : scenario.patience();
            if (time.now() - progressAt > patience) {
                throw checker.failure("liveness: %s deliveries, then nothing for %s us", progress, patience / 1000);
            }
        }
    }

    private boolean finished() {
        if (scenario.crash() < 0 || !members[scenario.crash()].dead()) {
            return checker.deliveries() >= Scenario.DELIVERIES && checker.complete() && outcomes();
        }
        for (int i = 0; i < members.length; i++) {
            if (i != scenario.crash() && !members[i].endings().ended()) {
                return false;
            }
        }
        return outcomes();
    }

    /** Every own message has completed or failed. */
    private boolean outcomes() {
        for (SimMember each : members) {
            if (!each.dead() && !each.endings().complete()) {
                return false;
            }
        }
        return true;
    }
}
