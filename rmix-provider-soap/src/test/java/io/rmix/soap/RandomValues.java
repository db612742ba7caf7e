package io.rmix.soap;

import com.google.protobuf.ByteString;
import io.rmix.Endpoint;
import io.rmix.RemoteRef;
import io.rmix.contract.Component;
import io.rmix.contract.EnumType;
import io.rmix.contract.ListType;
import io.rmix.contract.MapType;
import io.rmix.contract.OptionalType;
import io.rmix.contract.StructType;
import io.rmix.contract.Type;
import io.rmix.proto.v1.LaneAck;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/** Values of any type of a contract, from a seed. */
public final class RandomValues {
    private static final String[] TEXTS = {
        "",
        " ",
        "a",
        "  two  ",
        "line\nline",
        "cr\rlf\r\n",
        "\ttab",
        "<a b=\"c\">&amp;</a>",
        "]]>",
        "<!-- -->",
        "äöü€",
        "\u007f\u0085\u2028\u00a0",
        "𝄞\uD83D\uDE00",
        "\uFFFD\uE000",
        "x".repeat(5000),
        "&#0;",
        "%00",
        "'\""
    };

    private final Random random;

    public RandomValues(long seed) {
        this.random = new Random(seed);
    }

    public Object of(Type type) {
        return of(type, 3);
    }

    private Object of(Type type, int depth) {
        return switch (type.kind()) {
            case BOOLEAN -> random.nextBoolean();
            case INT -> pick(0, 1, -1, Integer.MIN_VALUE, Integer.MAX_VALUE, random.nextInt());
            case LONG -> pick(0L, -1L, Long.MIN_VALUE, Long.MAX_VALUE, random.nextLong());
            case DOUBLE ->
                pick(
                        0.0,
                        -0.0,
                        Double.NaN,
                        Double.POSITIVE_INFINITY,
                        Double.NEGATIVE_INFINITY,
                        Double.MIN_VALUE,
                        Double.MAX_VALUE,
                        random.nextGaussian(),
                        random.nextDouble() * 1e20);
            case STRING -> TEXTS[random.nextInt(TEXTS.length)];
            case BYTES -> bytes();
            case INSTANT ->
                pick(
                        Instant.EPOCH,
                        Instant.parse("0001-01-01T00:00:00Z"),
                        Instant.parse("9999-12-31T23:59:59.999999999Z"),
                        Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000)));
            case DURATION ->
                pick(
                        Duration.ZERO,
                        Duration.ofNanos(-1),
                        Duration.ofSeconds(315_576_000_000L),
                        Duration.ofSeconds(-315_576_000_000L),
                        Duration.ofSeconds(random.nextInt(), random.nextInt(1_000_000_000)));
            case REMOTE_REF -> ref();
            case ENUM -> {
                List<EnumType.Constant> all = ((EnumType) type).constants();
                yield all.get(random.nextInt(all.size())).value();
            }
            case RECORD, EXCEPTION -> {
                List<Component> parts = ((StructType) type).components();
                yield ((StructType) type)
                        .construct(parts.stream()
                                .map(part -> of(part.type(), depth - 1))
                                .toArray());
            }
            case LIST -> {
                List<Object> list = new ArrayList<>();
                for (int i = size(depth); i > 0; i--) list.add(of(((ListType) type).element(), depth - 1));
                yield list;
            }
            case MAP -> {
                Map<Object, Object> map = new LinkedHashMap<>();
                for (int i = size(depth); i > 0; i--)
                    map.put(of(((MapType) type).key(), depth - 1), of(((MapType) type).value(), depth - 1));
                yield map;
            }
            case OPTIONAL ->
                size(depth) > 0 ? Optional.of(of(((OptionalType) type).element(), depth - 1)) : Optional.empty();
            case MESSAGE ->
                LaneAck.newBuilder()
                        .setExecuted(random.nextLong())
                        .setRefusalBytes(ByteString.copyFromUtf8(TEXTS[random.nextInt(TEXTS.length)]))
                        .build();
            case VOID -> throw new IllegalArgumentException("no value is void");
        };
    }

    private int size(int depth) {
        return depth <= 0 ? 0 : random.nextInt(3);
    }

    private byte[] bytes() {
        byte[] bytes = new byte[random.nextInt(20) == 0 ? 10_000 : random.nextInt(8)];
        random.nextBytes(bytes);
        return bytes;
    }

    private RemoteRef ref() {
        List<RemoteRef.Entry> entries = new ArrayList<>();
        for (int i = 1 + random.nextInt(3); i > 0; i--)
            entries.add(new RemoteRef.Entry(
                    Endpoint.parse("soap://127.0.0.1:" + (1 + random.nextInt(60_000)) + "/a/b"),
                    i == 1 ? List.of() : List.of("x.Y", "x.Z")));
        return new RemoteRef(new UUID(random.nextLong(), random.nextLong()), entries);
    }

    private Object pick(Object... values) {
        return values[random.nextInt(values.length)];
    }
}
