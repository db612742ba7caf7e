package io.rmix.contract;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A Java enum. On the wire 0 stands for no constant and is refused; so is a number that this side does not know. */
public final class EnumType implements Type {
    /**
     * One constant.
     *
     * @param value the Java constant
     * @param wireName name in protobuf, such as {@code COLOR_RED}
     * @param number number in protobuf, at least 1
     */
    public record Constant(Enum<?> value, String wireName, int number) {}

    private final Class<? extends Enum<?>> javaType;
    private final String name;
    private final List<Constant> constants;
    private final int[] numbers;
    private final Map<Integer, Enum<?>> byNumber;
    private final Map<String, Enum<?>> byName;

    EnumType(Class<? extends Enum<?>> javaType, String name, List<Constant> constants) {
        this.javaType = javaType;
        this.name = name;
        this.constants = List.copyOf(constants);
        this.numbers = constants.stream()
                .sorted(Comparator.comparingInt((Constant c) -> c.value().ordinal()))
                .mapToInt(Constant::number)
                .toArray();
        this.byNumber = constants.stream().collect(Collectors.toUnmodifiableMap(Constant::number, Constant::value));
        this.byName = Arrays.stream(javaType.getEnumConstants())
                .collect(Collectors.toUnmodifiableMap(Enum::name, Function.identity()));
    }

    @Override
    public Kind kind() {
        return Kind.ENUM;
    }

    @Override
    public Class<? extends Enum<?>> javaType() {
        return javaType;
    }

    /** Name within the contract: the simple name, or that of {@link io.rmix.Name}. */
    public String name() {
        return name;
    }

    /** The constants as declared. */
    public List<Constant> constants() {
        return constants;
    }

    /** The protobuf number of a constant of this enum. */
    public int number(Enum<?> constant) {
        return numbers[constant.ordinal()];
    }

    /** The constant with a protobuf number, or null if this side does not know it. */
    public @Nullable Enum<?> constant(int number) {
        return byNumber.get(number);
    }

    /** The constant with a Java name, or null if this side does not know it. */
    public @Nullable Enum<?> constant(String javaName) {
        return byName.get(javaName);
    }

    @Override
    public void check(@Nullable Object value) {
        Checks.instance(value, javaType);
    }

    @Override
    public String toString() {
        return javaType.getName();
    }
}
