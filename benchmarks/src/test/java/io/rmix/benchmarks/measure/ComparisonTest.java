package io.rmix.benchmarks.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private static final Target TARGET = new Target(2.0, 1.3);

    private static final class Fake implements Side {
        private final String name;
        private final List<String> log;
        private final long operations;

        Fake(String name, List<String> log, long operations) {
            this.name = name;
            this.log = log;
            this.operations = operations;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Sample run(Duration window) {
            log.add(name + " " + window.toMillis());
            return new Sample(operations, 1, operations, 10 * operations);
        }
    }

    @Test
    void theBetterEndOfTheIntervalIsJudged() {
        assertEquals(Verdict.MET, TARGET.judge(new Ratio(1.8, 1.0, 2.0, 6), false));
        assertEquals(Verdict.FLOOR_HELD, TARGET.judge(new Ratio(1.8, 1.0, 1.99, 6), false));
        assertEquals(Verdict.MISSED, TARGET.judge(new Ratio(1.2, 1.0, 1.29, 6), false));
        Target time = new Target(1.0, 1.3);
        assertEquals(Verdict.MET, time.judge(new Ratio(1.2, 1.0, 1.5, 6), true));
        assertEquals(Verdict.FLOOR_HELD, time.judge(new Ratio(1.4, 1.3, 1.5, 6), true));
        assertEquals(Verdict.MISSED, time.judge(new Ratio(1.4, 1.31, 1.5, 6), true));
    }

    @Test
    void withoutATargetNothingIsMissedButBytesMayBe() {
        assertEquals(Verdict.NONE, result(null, 0, 10, 20).verdict());
        assertEquals(Verdict.MET, result(Target.of(0.5), 1.0, 10, 20).verdict());
        assertEquals(Verdict.MISSED, result(Target.of(0.5), 0.9, 10, 20).verdict());
        assertEquals(0.5, result(null, 0, 10, 20).ratio().median());
    }

    private static Result result(@Nullable Target target, double bytes, long ours, long theirs) {
        Side a = new Fake("a", new ArrayList<>(), ours);
        Side b = new Fake("b", new ArrayList<>(), theirs);
        Sample sample = new Sample(ours, 1, 0, 10 * ours);
        Sample other = new Sample(theirs, 1, 0, 10 * theirs);
        return new Comparison("c", a, b, Measure.RATE, target, bytes)
                .result(
                        List.of(sample, sample, sample, sample, sample, sample),
                        List.of(other, other, other, other, other, other));
    }

    @Test
    void sidesTakeTurnsThereAndBack() throws Exception {
        List<String> log = new ArrayList<>();
        Side a = new Fake("a", log, 1);
        Side b = new Fake("b", log, 2);
        Map<Side, List<Sample>> samples =
                new Turns(List.of(a, b)).run(3, Duration.ofMillis(40), Duration.ofMillis(7), now -> log.add("-"));
        assertEquals(
                List.of(
                        "-", "a 10", "b 10", "-", "a 10", "b 10", "-", "a 10", "b 10", "-", "a 10", "b 10", "-", "a 7",
                        "b 7", "-", "b 7", "a 7", "-", "a 7", "b 7"),
                log);
        assertEquals(3, samples.get(a).size());
        assertEquals(2, samples.get(b).get(2).operations());
    }

    @Test
    void aSideThatDoesNothingVoidsTheRun() {
        Side idle = new Fake("idle", new ArrayList<>(), 0);
        assertThrows(
                IllegalStateException.class,
                () -> new Turns(List.of(idle)).run(6, Duration.ZERO, Duration.ofMillis(1), now -> {}));
    }
}
