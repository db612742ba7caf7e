package io.rmix.cli.torture.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * What is done, and when. The plan repeats with its seed; what the members are doing at that moment does not, for time is real.
 *
 * @param incidents in the order of their beginnings
 */
public record Plan(List<Incident> incidents) {
    /** Incidents between two moments at which everything must come to rest. */
    private static final int CALM_EVERY = 5;

    private static final long FIRST_MILLIS = 1500;

    /** Copies the list. */
    public Plan {
        incidents = List.copyOf(incidents);
    }

    /** Draws a plan. Every kind of fault comes once before one comes a second time. */
    public static Plan of(PlanSettings settings) {
        SplittableRandom random = new SplittableRandom(settings.seed());
        Incidents incidents = new Incidents(settings, random);
        List<Incident> plan = new ArrayList<>();
        List<Fault> deck = new ArrayList<>();
        long length = settings.length().toMillis();
        long gap = Math.max(500, settings.suspicion().toMillis());
        long at = FIRST_MILLIS;
        long end = at;
        for (int drawn = 0; at < length; ) {
            if (deck.isEmpty()) deck.addAll(shuffled(settings, random));
            Fault fault = deck.remove(0);
            List<Step> steps = incidents.draw(fault, at);
            if (steps.isEmpty()) {
                at += gap / 2;
                continue;
            }
            Incident incident = new Incident(Optional.of(fault), steps);
            plan.add(incident);
            end = Math.max(end, incident.end());
            // Now and then the next one begins while this one is not over.
            at = random.nextInt(3) == 0 ? at + gap / 2 + random.nextLong(gap) : end + random.nextLong(gap);
            if (++drawn % CALM_EVERY == 0) {
                end = Math.max(at, end) + 1;
                plan.add(new Incident(Optional.empty(), incidents.rest(end)));
                at = Math.max(at, end + random.nextLong(gap));
            }
        }
        plan.add(new Incident(Optional.empty(), incidents.rest(Math.max(at, end) + 1)));
        return new Plan(plan);
    }

    private static List<Fault> shuffled(PlanSettings settings, SplittableRandom random) {
        List<Fault> deck = new ArrayList<>(
                settings.faults().stream().sorted(Comparator.naturalOrder()).toList());
        for (int i = deck.size() - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            deck.set(i, deck.set(other, deck.get(i)));
        }
        return deck;
    }
}
