package io.rmix.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.InvocationException.Code;
import io.rmix.Outcome;
import io.rmix.testkit.KitService.Colour;
import io.rmix.testkit.KitService.Line;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The ends of each type's range, and what lies beyond. */
interface BoundaryContract extends Kit {
    @Test
    default void theLastTimesTravelAndTheNextAreRefused() throws IOException {
        KitService kit = serve(new KitServant()).sync();
        Instant first = Instant.parse("0001-01-01T00:00:00Z");
        Instant last = Instant.parse("9999-12-31T23:59:59.999999999Z");
        for (Instant value : List.of(first, first.plusNanos(1), last)) assertEquals(value, kit.echoInstant(value));
        for (Instant value : List.of(first.minusNanos(1), last.plusNanos(1), Instant.MIN, Instant.MAX))
            Failures.failsWith(Code.INVALID, Outcome.NOT_INVOKED, () -> kit.echoInstant(value));
        Duration longest = Duration.ofSeconds(315_576_000_000L);
        for (Duration value : List.of(
                longest,
                longest.negated(),
                longest.minusNanos(1),
                longest.negated().plusNanos(1),
                Duration.ofNanos(-1))) assertEquals(value, kit.echoDuration(value));
        for (Duration value : List.of(longest.plusSeconds(1), Duration.ofSeconds(Long.MAX_VALUE)))
            Failures.failsWith(Code.INVALID, Outcome.NOT_INVOKED, () -> kit.echoDuration(value));
    }

    @Test
    default void numbersWithinStructuresKeepTheirBits() throws IOException {
        KitService kit = serve(new KitServant()).sync();
        List<Double> doubles = List.of(
                -0.0,
                0.0,
                Double.NaN,
                Double.MIN_VALUE,
                -Double.MAX_VALUE,
                Double.POSITIVE_INFINITY,
                Math.PI,
                1e21,
                1e-7);
        assertEquals(doubles, kit.echoDoubles(doubles));
        Line line = new Line("", Long.MIN_VALUE, -0.0, Colour.RED, List.of(), Optional.empty(), new byte[] {-128, 127});
        assertEquals(line, kit.echoRecord(line));
    }

    @Test
    default void nestedOptionalsTellEmptyFromAbsent() throws IOException {
        KitService kit = serve(new KitServant()).sync();
        Map<Long, List<Optional<Optional<String>>>> value = Map.of(
                Long.MIN_VALUE,
                List.of(Optional.empty(), Optional.of(Optional.empty()), Optional.of(Optional.of(""))),
                Long.MAX_VALUE,
                List.of(),
                0L,
                List.of(Optional.of(Optional.of("x")), Optional.empty()));
        assertEquals(value, kit.echoNested(value));
    }

    @Test
    default void astralCharactersSurviveEveryBufferBoundary() throws IOException {
        KitService kit = serve(new KitServant()).sync();
        for (int pad = 0; pad < 4; pad++) {
            String value = "a".repeat(pad) + "\ud834\udd1e\u20ac<&>".repeat(20_000);
            assertEquals(value, kit.echoString(value));
        }
        Map<String, Long> keys = Map.of("\ud834\udd1e", 1L, "\ue000", 2L, "<k a=\"1\">", 3L);
        assertEquals(keys, kit.echoMap(keys));
    }

    @Test
    default void largeCollectionsRoundTrip() throws IOException {
        KitService kit = serve(new KitServant()).sync();
        List<Integer> ints = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) ints.add(i * 7919);
        assertEquals(ints, kit.echoInts(ints));
        List<String> strings = new ArrayList<>();
        Map<String, Long> map = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            strings.add(i % 7 == 0 ? "" : "s" + i);
            map.put("key " + i, (long) i);
        }
        assertEquals(strings, kit.echoStrings(strings));
        assertEquals(map, kit.echoMap(map));
    }

    @Test
    default void deepValuesRoundTripAndTooDeepOnesAreRefused() throws IOException {
        KitService kit = serve(new KitServant()).sync();
        Line deep = nested(50);
        assertEquals(deep, kit.echoRecord(deep));
        for (int depth : new int[] {70, 5000}) {
            Line deeper = nested(depth);
            var e = Failures.failsWith(Code.TOO_LARGE, Outcome.NOT_INVOKED, () -> kit.echoRecord(deeper));
            assertTrue(e.getMessage().contains("deep"), e.getMessage());
        }
        assertEquals(1, kit.echoInt(1));
    }

    private static Line nested(int depth) {
        Line line = new Line("leaf", 0, 0, Colour.BLUE, List.of(), Optional.empty(), new byte[0]);
        for (int i = 1; i < depth; i++)
            line = new Line("n", i, 0, Colour.GREEN, List.of(line), Optional.empty(), new byte[0]);
        return line;
    }
}
