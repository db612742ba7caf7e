package io.rmix.cli.torture.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.cli.torture.net.NetworkFault;
import io.rmix.cli.torture.plan.Step.Action;
import io.rmix.dvm.QuorumPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PlanTest {
    private static PlanSettings settings(long seed, QuorumPolicy quorum, Set<Fault> faults) {
        return new PlanSettings(
                seed,
                Duration.ofMinutes(10),
                Duration.ofSeconds(2),
                List.of("a", "b", "c", "d", "e"),
                List.of("x", "y"),
                quorum,
                faults,
                EnumSet.allOf(NetworkFault.class));
    }

    private static Plan majority(long seed) {
        return Plan.of(settings(seed, QuorumPolicy.MAJORITY, EnumSet.allOf(Fault.class)));
    }

    @Test
    void aPlanRepeatsWithItsSeed() {
        assertEquals(majority(1), majority(1));
        assertNotEquals(majority(1), majority(2));
    }

    @Test
    void everyKindComesAndEveryStepOfEachIsInOrder() {
        for (long seed = 0; seed < 50; seed++) {
            Set<Fault> kinds = EnumSet.noneOf(Fault.class);
            long last = 0;
            for (Incident incident : majority(seed).incidents()) {
                incident.fault().ifPresent(kinds::add);
                assertTrue(incident.begin() >= last, incident::toString);
                last = incident.begin();
                List<Long> times = incident.steps().stream().map(Step::at).toList();
                assertEquals(times.stream().sorted().toList(), times);
            }
            assertEquals(EnumSet.allOf(Fault.class), kinds, "seed " + seed);
            assertEquals(Action.CALM, lastStep(majority(seed)).action());
        }
    }

    /** Whoever is killed, stopped or told to leave comes back before the end, and nothing is done meanwhile to who is away. */
    @Test
    void whoIsAwayComesBack() {
        for (long seed = 0; seed < 50; seed++) {
            Set<String> away = new HashSet<>(List.of("x", "y"));
            for (Step step : inOrder(majority(seed))) {
                switch (step.action()) {
                    case KILL, STOP, LEAVE ->
                        step.members().forEach(each -> assertTrue(away.add(each), step + " is away: " + away));
                    case START, CONTINUE ->
                        step.members().forEach(each -> assertTrue(away.remove(each), step + " is there: " + away));
                    default -> {}
                }
            }
            assertEquals(Set.of("x", "y"), away, "seed " + seed);
        }
    }

    @Test
    void survivorsAreKilledDownToOneAndNeverStopped() {
        Set<Fault> suiting = EnumSet.allOf(Fault.class);
        suiting.removeIf(each -> !each.suitsSurvivors());
        for (long seed = 0; seed < 20; seed++) {
            int most = 0;
            Set<String> away = new HashSet<>();
            for (Step step : inOrder(Plan.of(settings(seed, QuorumPolicy.SURVIVORS, suiting)))) {
                assertNotEquals(Action.STOP, step.action());
                assertNotEquals(Action.NETWORK, step.action());
                if (step.action() == Action.KILL) away.addAll(step.members());
                if (step.action() == Action.START) away.removeAll(step.members());
                away.removeAll(Set.of("x", "y"));
                most = Math.max(most, away.size());
            }
            assertEquals(4, most, "seed " + seed);
        }
    }

    @Test
    void onlyWhatWasAskedForComes() {
        Set<Fault> asked = EnumSet.of(Fault.KILL, Fault.JOIN);
        Set<Fault> kinds = Plan.of(settings(3, QuorumPolicy.MAJORITY, asked)).incidents().stream()
                .flatMap(each -> each.fault().stream())
                .collect(Collectors.toSet());
        assertEquals(asked, kinds);
    }

    private static Step lastStep(Plan plan) {
        List<Step> steps = plan.incidents().get(plan.incidents().size() - 1).steps();
        return steps.get(steps.size() - 1);
    }

    private static List<Step> inOrder(Plan plan) {
        List<Step> steps = new ArrayList<>();
        plan.incidents().forEach(each -> steps.addAll(each.steps()));
        steps.sort((one, other) -> Long.compare(one.at(), other.at()));
        return steps;
    }
}
