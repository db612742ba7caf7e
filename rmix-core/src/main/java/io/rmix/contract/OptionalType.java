package io.rmix.contract;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code Optional<E>}, the one type that may be absent.
 *
 * @param element type of the value when present
 */
public record OptionalType(Type element) implements Type {
    @Override
    public Kind kind() {
        return Kind.OPTIONAL;
    }

    @Override
    public Class<?> javaType() {
        return Optional.class;
    }

    @Override
    public void check(@Nullable Object value) {
        ((Optional<?>) Checks.instance(value, Optional.class)).ifPresent(element::check);
    }
}
