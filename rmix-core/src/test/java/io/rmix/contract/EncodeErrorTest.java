package io.rmix.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.rmix.contract.Samples.Everything;
import io.rmix.contract.Samples.Tree;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The codec and {@link Operation#checkArguments} refuse the same values in the same words. */
class EncodeErrorTest {
    private static final String NULL = " is null: null is refused, use Optional for what may be absent";
    private static final Contract CONTRACT = Contract.of(Everything.class);

    private static void refused(String expected, String operation, Object... arguments) {
        Operation found = CONTRACT.find(operation);
        MessageCodec<Object[]> codec = ProtoCodec.of(CONTRACT).request(found);
        assertEquals(
                expected,
                assertThrows(EncodeException.class, () -> codec.prepare(arguments))
                        .getMessage());
        assertEquals(
                expected,
                assertThrows(EncodeException.class, () -> found.checkArguments(arguments))
                        .getMessage());
    }

    @Test
    void nullIsRefusedEverywhere() {
        Tree child = new Tree(null, List.of(), Optional.empty(), Map.of());
        Tree tree = new Tree(
                "", List.of(new Tree("", List.of(), Optional.empty(), Map.of("k", child))), Optional.empty(), Map.of());
        refused("argument tree" + NULL, "tree", (Object) null);
        refused("argument tree.children[0].named[k].label" + NULL, "tree", tree);
        refused("argument strings[1]" + NULL, "plainLists", List.of(), Arrays.asList("", null), List.of());
        refused("argument a" + NULL, "plainOptionals", null, Optional.empty());
        refused("argument struct" + NULL, "message", (Object) null);
        Map<Boolean, String> nullKey = new HashMap<>();
        nullKey.put(null, "");
        refused("argument flags[null]" + NULL, "plainMaps", nullKey, Map.of());
        Map<Boolean, String> nullValue = new HashMap<>();
        nullValue.put(true, null);
        refused("argument flags[true]" + NULL, "plainMaps", nullValue, Map.of());
    }

    @Test
    void results() {
        ProtoCodec codec = ProtoCodec.of(CONTRACT);
        assertEquals("result" + NULL, message(codec, "sum", null));
        assertEquals("result[0]" + NULL, message(codec, "plainLists", Arrays.asList((Long) null)));
        assertEquals(
                "the response of rmix.vectors.Everything.nothing must be null: the method is void",
                message(codec, "nothing", "x"));
    }

    private static String message(ProtoCodec codec, String operation, Object result) {
        return assertThrows(
                        EncodeException.class,
                        () -> codec.response(CONTRACT.find(operation)).prepare(result))
                .getMessage();
    }

    @Test
    void rangesClassesAndStrings() {
        Instant late = Instant.parse("+10000-01-01T00:00:00Z");
        refused("argument at is +10000-01-01T00:00:00Z, outside of the years 1 to 9999", "times", late, Duration.ZERO);
        Duration tooLong = Duration.ofSeconds(-Times.LONGEST_SECONDS - 1);
        refused("argument took is " + tooLong + ", longer than 315576000000 seconds", "times", Instant.EPOCH, tooLong);
        refused(
                "argument strings[0] has a surrogate without its partner at index 1",
                "plainLists",
                List.of(),
                List.of("a\ud800b"),
                List.of());
        refused(
                "argument ints[0] is a java.lang.String where a java.lang.Integer is expected",
                "plainLists",
                List.of("1"),
                List.of(),
                List.of());
        refused("the request of rmix.vectors.Everything.times takes 2 arguments, 1 are given", "times", Instant.EPOCH);
    }
}
