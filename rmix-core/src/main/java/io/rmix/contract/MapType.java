package io.rmix.contract;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code Map<K, V>}; decoded maps cannot be changed and iterate in the order of the wire.
 *
 * @param key STRING, INT, LONG or BOOLEAN
 * @param value type of the values, themselves never null
 */
public record MapType(SimpleType key, Type value) implements Type {
    @Override
    public Kind kind() {
        return Kind.MAP;
    }

    @Override
    public Class<?> javaType() {
        return Map.class;
    }

    @Override
    public void check(@Nullable Object map) {
        for (Map.Entry<?, ?> entry : ((Map<?, ?>) Checks.instance(map, Map.class)).entrySet()) {
            try {
                key.check(entry.getKey());
                value.check(entry.getValue());
            } catch (EncodeException e) {
                throw e.within(CodecException.keySegment(entry.getKey()));
            }
        }
    }
}
