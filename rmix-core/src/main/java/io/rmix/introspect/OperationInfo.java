package io.rmix.introspect;

import java.util.List;
import java.util.stream.Collectors;

/**
 * An operation.
 *
 * @param name in the contract
 * @param method name of the Java method, which may differ
 * @param parameters as declared
 * @param result kind {@code void} if there is none
 * @param exceptions names in the contract of those declared
 * @param oneWay marked {@link io.rmix.OneWay}
 * @param idempotent marked {@link io.rmix.Idempotent}
 * @param serial marked {@link io.rmix.Serial}, it or its interface
 * @param annotations those that decide on names of a wire
 */
public record OperationInfo(
        String name,
        String method,
        List<FieldInfo> parameters,
        TypeInfo result,
        List<String> exceptions,
        boolean oneWay,
        boolean idempotent,
        boolean serial,
        List<AnnotationInfo> annotations) {
    public OperationInfo {
        parameters = List.copyOf(parameters);
        exceptions = List.copyOf(exceptions);
        annotations = List.copyOf(annotations);
    }

    /** As in Java: {@code @Idempotent long balance(String account) throws Unknown}. */
    @Override
    public String toString() {
        String marks = (oneWay ? "@OneWay " : "") + (idempotent ? "@Idempotent " : "") + (serial ? "@Serial " : "");
        String list = parameters.stream().map(FieldInfo::toString).collect(Collectors.joining(", ", "(", ")"));
        return marks + result + " " + name + list
                + (exceptions.isEmpty() ? "" : " throws " + String.join(", ", exceptions));
    }
}
