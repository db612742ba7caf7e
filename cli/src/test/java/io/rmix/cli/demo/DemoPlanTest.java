package io.rmix.cli.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rmix.cli.demo.DemoPlan.Event;
import io.rmix.cli.demo.DemoPlan.Kind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is done without options and with them; what may not be asked for is in {@link io.rmix.cli.UsageTest}. */
class DemoPlanTest {
    private static final List<String> NONE = List.of();

    @Test
    void theMiddleOneOfThreeOrMoreIsKilledHalfWayUnlessSomethingElseIsSaid() {
        assertEquals(
                List.of(new Event(50, Kind.KILL, "c")),
                DemoPlan.of(5, NONE, NONE, NONE, false).events());
        assertEquals(
                List.of(new Event(50, Kind.KILL, "b")),
                DemoPlan.of(3, NONE, NONE, NONE, false).events());
        assertEquals(List.of(), DemoPlan.of(2, NONE, NONE, NONE, false).events());
        assertEquals(List.of(), DemoPlan.of(5, NONE, NONE, NONE, true).events());
        assertEquals(
                List.of(new Event(10, Kind.JOIN, "x")),
                DemoPlan.of(5, NONE, NONE, List.of("x@10%"), false).events());
    }

    @Test
    void whoIsKilledIsMissedSoonUnlessSomethingElseIsSaid() {
        DemoPlan kills = DemoPlan.of(3, NONE, NONE, NONE, false);
        DemoPlan quiet = DemoPlan.of(3, NONE, NONE, NONE, true);
        assertEquals(Duration.ofSeconds(2), DemoUsage.suspicion(null, kills));
        assertEquals(Duration.ofSeconds(10), DemoUsage.suspicion(null, quiet));
        assertEquals(Duration.ofSeconds(5), DemoUsage.suspicion("5s", kills));
    }

    @Test
    void eventsComeInTheOrderOfTheirTimes() {
        DemoPlan plan = DemoPlan.of(
                5, List.of("a@60%", "c@25%", "c@40%"), List.of("c@40%", "c@25%"), List.of("g@100%", "f@0%"), false);
        assertEquals(
                List.of(
                        new Event(0, Kind.JOIN, "f"),
                        new Event(25, Kind.KILL, "c"),
                        new Event(25, Kind.RESTART, "c"),
                        new Event(40, Kind.KILL, "c"),
                        new Event(40, Kind.RESTART, "c"),
                        new Event(60, Kind.KILL, "a"),
                        new Event(100, Kind.JOIN, "g")),
                plan.events());
        assertEquals(List.of("f", "g"), plan.joining());
        assertEquals(List.of("f", "c", "a", "g"), plan.touched());
    }
}
