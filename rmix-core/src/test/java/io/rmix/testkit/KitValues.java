package io.rmix.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.Endpoint;
import io.rmix.RemoteRef;
import io.rmix.contract.Contract;
import io.rmix.contract.Operation;
import io.rmix.proto.v1.LaneAck;
import io.rmix.testkit.KitService.Colour;
import io.rmix.testkit.KitService.Line;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Values of every type of a contract, by the operation of {@link KitService} that echoes them. Programs of others have the same list in
 * their own terms: what they send must arrive as these, and these must arrive at them as theirs. Times are in whole microseconds, which
 * all of them have.
 */
public final class KitValues {
    private static final Line LEAF =
            new Line("leaf", -3, 0.25, Colour.BLUE, List.of(), Optional.empty(), new byte[] {1, 0, -1});
    private static final Line TREE = new Line(
            "tree", 1L << 53 | 1, -1e300, Colour.RED, List.of(LEAF, LEAF), Optional.of(Instant.EPOCH), new byte[0]);

    /** Sorted by operation. */
    public static final Map<String, List<Object>> ALL = Collections.unmodifiableMap(new TreeMap<>(Map.ofEntries(
            Map.entry("echoBoolean", List.of(true, false)),
            Map.entry("echoInt", List.of(0, Integer.MIN_VALUE, Integer.MAX_VALUE)),
            Map.entry("echoLong", List.of(0L, Long.MIN_VALUE, 1L << 53 | 1)),
            Map.entry("echoDouble", List.of(0.1, -1e300, Double.POSITIVE_INFINITY)),
            Map.entry("echoString", List.of("", "  two  spaces ", "<a>&amp;]]></a>", "äöü € 𝄞", "line\nline\ttab")),
            Map.entry("echoBytes", List.of(new byte[0], new byte[] {0, 1, 127, -128, -1})),
            Map.entry("echoEnum", List.of(Colour.RED, Colour.GREEN, Colour.BLUE)),
            Map.entry("echoRecord", List.of(LEAF, TREE)),
            Map.entry("echoStrings", List.of(List.of(), List.of("", "a", ""))),
            Map.entry("echoRecords", List.of(List.of(), List.of(LEAF, TREE))),
            Map.entry("echoInts", List.of(List.of(), List.of(0, -1, 1 << 30))),
            Map.entry("echoDoubles", List.of(List.of(), List.of(0.0, -1.5, Double.NEGATIVE_INFINITY))),
            Map.entry("echoMap", List.of(Map.of(), Map.of("", 0L, "k", -1L))),
            Map.entry("echoRecordMap", List.of(Map.of(), Map.of(0, LEAF, -5, TREE))),
            Map.entry("echoOptional", List.of(Optional.empty(), Optional.of(""), Optional.of("x"))),
            Map.entry("echoOptionalRecord", List.of(Optional.empty(), Optional.of(LEAF))),
            Map.entry("echoInstant", List.of(Instant.EPOCH, Instant.parse("2024-02-29T12:34:56.123456Z"))),
            Map.entry(
                    "echoDuration",
                    List.of(Duration.ZERO, Duration.ofMillis(-1500), Duration.ofSeconds(90_061, 500_000_000))),
            Map.entry(
                    "echoNested",
                    List.of(
                            Map.of(),
                            Map.of(
                                    1L,
                                    List.of(
                                            Optional.of(Optional.of("x")),
                                            Optional.of(Optional.empty()),
                                            Optional.empty()),
                                    -2L,
                                    List.of()))),
            Map.entry(
                    "echoRef",
                    List.of(new RemoteRef(
                            UUID.fromString("00112233-4455-6677-8899-aabbccddeeff"),
                            List.of(new RemoteRef.Entry(
                                    Endpoint.parse("soap://127.0.0.1:80/a/b"), List.of("x.Y", "x.Z")))))),
            Map.entry(
                    "echoMessage",
                    List.of(
                            LaneAck.getDefaultInstance(),
                            LaneAck.newBuilder().setExecuted(5).setRefusal("no").build())))));

    private KitValues() {}

    /** A servant that notes what its echo operations are given, beside doing what another does. */
    public static KitService recording(KitService servant, Map<String, List<Object>> seen) {
        return (KitService) Proxy.newProxyInstance(
                KitService.class.getClassLoader(), new Class<?>[] {KitService.class}, (proxy, method, arguments) -> {
                    if (method.getName().startsWith("echo"))
                        seen.computeIfAbsent(method.getName(), name -> Collections.synchronizedList(new ArrayList<>()))
                                .add(arguments[0]);
                    try {
                        return method.invoke(servant, arguments);
                    } catch (java.lang.reflect.InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /** Asserts that a servant was given all values, in order; others may have followed. */
    public static void assertAllSeen(Map<String, List<Object>> seen) {
        assertEquals(ALL.keySet(), new TreeMap<>(seen).keySet());
        ALL.forEach((operation, expected) -> {
            List<Object> got = seen.get(operation);
            assertTrue(expected.size() <= got.size(), () -> operation + ": " + got);
            for (int i = 0; i < expected.size(); i++) assertSame(operation, expected.get(i), got.get(i));
        });
    }

    /** Calls each echo operation with each of its values, and asserts that they come back. */
    public static void assertEchoed(KitService kit) throws Throwable {
        for (Operation operation : Contract.of(KitService.class).operations()) {
            if (!operation.name().startsWith("echo")) continue;
            for (Object value : ALL.get(operation.name()))
                assertSame(operation.name(), value, operation.invoke(kit, new Object[] {value}));
        }
    }

    private static void assertSame(String operation, Object expected, Object got) {
        assertTrue(
                Arrays.deepEquals(new Object[] {expected}, new Object[] {got}),
                () -> operation + ": expected " + expected + ", not " + got);
    }
}
