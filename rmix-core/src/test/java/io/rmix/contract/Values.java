package io.rmix.contract;

import com.google.protobuf.ListValue;
import com.google.protobuf.Message;
import com.google.protobuf.NullValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.rmix.Endpoint;
import io.rmix.RemoteRef;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;

/** Random values of contract types, and a form of values that can be compared. */
final class Values {
    private static final int[] INTS = {0, 1, -1, 127, 128, Integer.MAX_VALUE, Integer.MIN_VALUE};
    private static final long[] LONGS = {0, 1, -1, 1L << 35, Long.MAX_VALUE, Long.MIN_VALUE};
    private static final double[] DOUBLES = {0.0, -0.0, 1.5, Double.NaN, Double.NEGATIVE_INFINITY, Double.MIN_VALUE};
    private static final String[] STRINGS = {"", "a", "\u0000", "\u00e9\u00df", "\u20ac\uffff", "\ud83d\ude00", "\ue000"
    };

    private final Random random;

    Values(long seed) {
        random = new Random(seed);
    }

    Object[] arguments(Operation operation) {
        return operation.parameters().stream().map(p -> of(p.type(), 0)).toArray();
    }

    /** A value; the deeper, the fewer elements. */
    Object of(Type type, int depth) {
        return switch (type.kind()) {
            case BOOLEAN -> random.nextBoolean();
            case INT -> random.nextBoolean() ? INTS[random.nextInt(INTS.length)] : random.nextInt();
            case LONG -> random.nextBoolean() ? LONGS[random.nextInt(LONGS.length)] : random.nextLong();
            case DOUBLE -> random.nextBoolean() ? DOUBLES[random.nextInt(DOUBLES.length)] : random.nextGaussian();
            case STRING -> string();
            case BYTES -> string().getBytes(StandardCharsets.UTF_16);
            case INSTANT -> instant();
            case DURATION -> duration();
            case REMOTE_REF -> ref();
            case ENUM -> {
                List<EnumType.Constant> constants = ((EnumType) type).constants();
                yield constants.get(random.nextInt(constants.size())).value();
            }
            case RECORD, EXCEPTION ->
                ((StructType) type)
                        .construct(((StructType) type)
                                .components().stream()
                                        .map(c -> of(c.type(), depth + 1))
                                        .toArray());
            case LIST -> {
                List<Object> list = new ArrayList<>();
                for (int i = count(depth); i > 0; i--) {
                    list.add(of(((ListType) type).element(), depth + 1));
                }
                yield list;
            }
            case MAP -> {
                Map<Object, Object> map = new LinkedHashMap<>();
                for (int i = count(depth); i > 0; i--) {
                    map.put(of(((MapType) type).key(), depth + 1), of(((MapType) type).value(), depth + 1));
                }
                yield map;
            }
            case OPTIONAL ->
                count(depth) < 1 ? Optional.empty() : Optional.of(of(((OptionalType) type).element(), depth + 1));
            case MESSAGE -> message(type.javaType());
            case VOID -> throw new IllegalArgumentException("void");
        };
    }

    private int count(int depth) {
        return depth > 4 ? 0 : random.nextInt(5 - depth);
    }

    private String string() {
        StringBuilder out = new StringBuilder();
        for (int i = random.nextInt(4); i > 0; i--) {
            out.append(STRINGS[random.nextInt(STRINGS.length)]);
        }
        return random.nextInt(20) == 0 ? out.toString() + "x".repeat(random.nextInt(300)) : out.toString();
    }

    private Instant instant() {
        return switch (random.nextInt(4)) {
            case 0 -> Instant.EPOCH;
            case 1 -> Instant.parse("0001-01-01T00:00:00Z");
            case 2 -> Instant.parse("9999-12-31T23:59:59.999999999Z");
            default -> Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000));
        };
    }

    private Duration duration() {
        return switch (random.nextInt(4)) {
            case 0 -> Duration.ZERO;
            case 1 -> Duration.ofSeconds(Times.LONGEST_SECONDS, 999_999_999);
            case 2 -> Duration.ofSeconds(-Times.LONGEST_SECONDS, -999_999_999);
            default -> Duration.ofSeconds(random.nextInt(), random.nextInt(1_000_000_000));
        };
    }

    private RemoteRef ref() {
        List<RemoteRef.Entry> entries = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(3); i++) {
            Endpoint endpoint = Endpoint.parse("grpc://127.0.0.1:" + random.nextInt(65536) + "/s" + i);
            entries.add(new RemoteRef.Entry(endpoint, List.of("a.B", "c.D").subList(0, random.nextInt(3))));
        }
        return new RemoteRef(new UUID(random.nextLong(), random.nextLong()), entries);
    }

    private Message message(Class<?> type) {
        Value value = Value.newBuilder().setStringValue(string()).build();
        if (type == Value.class) {
            return switch (random.nextInt(3)) {
                case 0 -> Value.getDefaultInstance();
                case 1 -> Value.newBuilder().setNullValue(NullValue.NULL_VALUE).build();
                default -> value;
            };
        }
        Struct.Builder struct = Struct.newBuilder();
        if (random.nextBoolean()) {
            struct.putFields(
                    "k",
                    Value.newBuilder()
                            .setListValue(ListValue.newBuilder().addValues(value))
                            .build());
        }
        return struct.build();
    }

    /** Equal for equal values, arrays and doubles by their bits included. */
    static Object comparable(Type type, Object value) {
        return switch (type.kind()) {
            case BYTES -> HexFormat.of().formatHex((byte[]) value);
            case DOUBLE -> Double.doubleToLongBits((Double) value);
            case RECORD, EXCEPTION ->
                ((StructType) type)
                        .components().stream()
                                .map(c -> comparable(c.type(), c.accessor().apply(value)))
                                .toList();
            case LIST ->
                ((List<?>) value)
                        .stream()
                                .map(v -> comparable(((ListType) type).element(), v))
                                .toList();
            case MAP -> {
                Map<String, Object> map = new TreeMap<>();
                ((Map<?, ?>) value).forEach((k, v) -> map.put(k.toString(), comparable(((MapType) type).value(), v)));
                yield map;
            }
            case OPTIONAL -> ((Optional<?>) value).map(v -> comparable(((OptionalType) type).element(), v));
            default -> value;
        };
    }
}
