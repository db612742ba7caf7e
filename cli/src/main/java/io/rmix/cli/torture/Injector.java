package io.rmix.cli.torture;

import io.rmix.cli.torture.net.Network;
import io.rmix.cli.torture.plan.Fault;
import io.rmix.cli.torture.plan.Incident;
import io.rmix.cli.torture.plan.Plan;
import io.rmix.cli.torture.plan.Step;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Carries out a plan. What would destroy the quorum for good waits until it does not, and with it the rest of its incident; an incident that cannot begin for a while is
 * left out.
 *
 * <p><b>Threads.</b> One; {@link #counts} any.
 */
final class Injector {
    private static final long LOOK_MILLIS = 20;

    private final Crew crew;
    private final Network network;
    private final Guard guard;
    private final Duration length;
    private final Duration patience;
    private final Runnable calm;
    private final Consumer<String> news;
    private final List<Running> running = new ArrayList<>();
    private final Map<Fault, Integer> counts = new EnumMap<>(Fault.class);
    private int skipped;
    /** How far real time is behind the plan, because everything had to come to rest. */
    private long behind;

    /** An incident that goes on. */
    private static final class Running {
        private final Incident incident;
        private int next;
        private long late;

        private Running(Incident incident) {
            this.incident = incident;
        }
    }

    /**
     * @param length after which no incident begins any more
     * @param patience how long an incident waits for its beginning
     * @param calm waits until everything has come to rest
     * @param news is told what is done
     */
    Injector(
            Crew crew,
            Network network,
            Guard guard,
            Duration length,
            Duration patience,
            Runnable calm,
            Consumer<String> news) {
        this.length = length;
        this.patience = patience;
        this.crew = crew;
        this.network = network;
        this.guard = guard;
        this.calm = calm;
        this.news = news;
    }

    /** Carries out a plan, as far as there is time, and lets all come to rest. */
    void run(Plan plan) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        List<Incident> waiting = new ArrayList<>(plan.incidents());
        while (!waiting.isEmpty() || !running.isEmpty()) {
            if (isOver(begin)) dropAllButLast(waiting);
            long now = (System.nanoTime() - begin) / 1_000_000 - behind;
            while (!waiting.isEmpty() && (waiting.get(0).begin() <= now || isOver(begin))) {
                boolean rest = waiting.get(0).fault().isEmpty();
                if (rest && !running.isEmpty()) break;
                Incident next = waiting.remove(0);
                if (rest) rest(next, begin);
                else running.add(new Running(next));
                now = (System.nanoTime() - begin) / 1_000_000 - behind;
            }
            for (Running each : List.copyOf(running)) goOn(each, now);
            Thread.sleep(LOOK_MILLIS);
        }
    }

    private boolean isOver(long begin) {
        return System.nanoTime() - begin > length.toNanos();
    }

    /** The last one is a rest. */
    private static void dropAllButLast(List<Incident> waiting) {
        while (waiting.size() > 1) waiting.remove(0);
    }

    private void rest(Incident incident, long begin) throws IOException, InterruptedException {
        for (Step each : incident.steps()) perform(each);
        calm.run();
        behind = (System.nanoTime() - begin) / 1_000_000 - incident.begin();
    }

    private void goOn(Running incident, long now) throws IOException, InterruptedException {
        List<Step> steps = incident.incident.steps();
        while (incident.next < steps.size()) {
            Step step = steps.get(incident.next);
            long due = step.at() + incident.late;
            if (due > now) return;
            if (guard.allows(step)) {
                incident.late = now - step.at();
                perform(step);
                if (incident.next == 0) count(incident.incident);
            } else if (now - due < patience.toMillis()) {
                return;
            } else if (incident.next == 0) {
                skip(step);
                incident.next = steps.size();
                break;
            }
            incident.next++;
        }
        running.remove(incident);
    }

    private synchronized void count(Incident incident) {
        incident.fault().ifPresent(fault -> counts.merge(fault, 1, Integer::sum));
    }

    private synchronized void skip(Step step) {
        skipped++;
        news.accept("left out, the quorum would not survive it: " + step);
    }

    /** How many incidents of each kind there were. */
    synchronized Map<Fault, Integer> counts() {
        return new EnumMap<>(counts);
    }

    /** How many incidents were left out. */
    synchronized int skipped() {
        return skipped;
    }

    private void perform(Step step) throws IOException, InterruptedException {
        switch (step.action()) {
            case KILL -> crew.kill(step.members());
            case START -> {
                for (String each : step.members()) crew.start(each);
            }
            case STOP -> crew.stop(step.members(), true);
            case CONTINUE -> crew.stop(step.members(), false);
            case LEAVE -> step.members().forEach(crew::leave);
            case NETWORK ->
                network.apply(
                        step.network().orElseThrow(), new HashSet<>(step.members()), new HashSet<>(step.others()));
            case HEAL -> network.heal();
            case CALM -> {}
        }
        guard.done(step);
        if (step.action() != Step.Action.CALM) news.accept(step.toString().strip());
    }
}
