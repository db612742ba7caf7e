package io.rmix.contract;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code List<E>}; decoded lists cannot be changed.
 *
 * @param element type of the elements, themselves never null
 */
public record ListType(Type element) implements Type {
    @Override
    public Kind kind() {
        return Kind.LIST;
    }

    @Override
    public Class<?> javaType() {
        return List.class;
    }

    @Override
    public void check(@Nullable Object value) {
        int index = 0;
        for (Object item : (List<?>) Checks.instance(value, List.class)) {
            try {
                element.check(item);
            } catch (EncodeException e) {
                throw e.within("[" + index + "]");
            }
            index++;
        }
    }
}
