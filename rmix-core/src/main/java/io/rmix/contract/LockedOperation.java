package io.rmix.contract;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * An operation as a lock file keeps it. Types are written as in {@link TypeNames}.
 *
 * @param parameters types by name, as declared
 * @param result {@code void} if there is none
 * @param exceptions names of those that are declared
 * @param marks of {@link #ONE_WAY}, {@link #IDEMPOTENT} and {@link #SERIAL} those that it has
 * @param signature name and descriptor of the Java method if the interface extends {@code java.rmi.Remote}, whose protocol goes by it;
 *     else empty
 */
record LockedOperation(
        Map<String, String> parameters, String result, Set<String> exceptions, Set<String> marks, String signature) {
    static final String ONE_WAY = "oneway";
    static final String IDEMPOTENT = "idempotent";
    static final String SERIAL = "serial";

    LockedOperation {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        exceptions = Collections.unmodifiableSet(new LinkedHashSet<>(exceptions));
        marks = Collections.unmodifiableSet(new LinkedHashSet<>(marks));
    }

    static LockedOperation of(Operation operation, boolean remote) {
        Map<String, String> parameters = new LinkedHashMap<>();
        operation.parameters().forEach(p -> parameters.put(p.name(), TypeNames.of(p.type())));
        Set<String> exceptions = new LinkedHashSet<>();
        operation.exceptions().forEach(e -> exceptions.add(e.name()));
        Set<String> marks = new LinkedHashSet<>();
        if (operation.oneWay()) marks.add(ONE_WAY);
        if (operation.idempotent()) marks.add(IDEMPOTENT);
        if (operation.serial()) marks.add(SERIAL);
        String signature = remote ? TypeNames.signature(operation.method()) : "";
        return new LockedOperation(parameters, TypeNames.of(operation.result()), exceptions, marks, signature);
    }

    /** As {@link Operation#messageRequest()}. */
    boolean isMessageRequest() {
        return parameters.size() == 1
                && TypeNames.isMessage(parameters.values().iterator().next());
    }

    /** Parameters and result: {@code (owner string, amount long) Receipt}. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder("(");
        parameters.forEach((name, type) -> out.append(out.length() > 1 ? ", " : "")
                .append(name)
                .append(' ')
                .append(type));
        return out.append(") ").append(result).toString();
    }
}
