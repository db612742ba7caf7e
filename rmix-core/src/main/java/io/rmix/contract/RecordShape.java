package io.rmix.contract;

import java.lang.invoke.MethodHandle;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;

/**
 * How to take a record class apart and put it together; made once for a class, for its accessors are generated code.
 *
 * @param parts in order
 * @param constructor the canonical one, as (Object[])Object
 */
record RecordShape(List<Part> parts, MethodHandle constructor) {
    private static final ClassValue<RecordShape> CACHE = new ClassValue<>() {
        @Override
        protected RecordShape computeValue(Class<?> type) {
            return read(type);
        }
    };

    static RecordShape of(Class<?> type) {
        return CACHE.get(type);
    }

    private static RecordShape read(Class<?> type) {
        List<Part> parts = new ArrayList<>();
        List<Class<?>> parameters = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            String given = Naming.given(component);
            parts.add(new Part(
                    given != null ? given : component.getName(),
                    component.getGenericType(),
                    Accessor.of(component.getAccessor())));
            parameters.add(component.getType());
        }
        try {
            return new RecordShape(
                    List.copyOf(parts),
                    Accessor.spread(type.getDeclaredConstructor(parameters.toArray(Class<?>[]::new))));
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("a record without its canonical constructor: " + type, e);
        }
    }
}
