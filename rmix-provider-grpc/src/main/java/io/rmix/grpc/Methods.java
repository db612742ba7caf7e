package io.rmix.grpc;

import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.rmix.Limits;
import io.rmix.contract.Contract;
import io.rmix.contract.ExceptionType;
import io.rmix.contract.MessageCodec;
import io.rmix.contract.Operation;
import io.rmix.contract.ProtoCodec;
import io.rmix.contract.ProtoSchema;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The methods of a contract as they are on the wire, with their codecs; made once for each contract and side. */
final class Methods {
    private final Contract contract;
    private final ProtoSchema schema;
    private final Method[] byIndex;
    private final Map<String, Method> byUpperName = new HashMap<>();

    Methods(Contract contract, Limits limits) {
        this.contract = contract;
        this.schema = ProtoSchema.of(contract);
        ProtoCodec codec = ProtoCodec.of(contract, new ProtoCodec.Limits(limits.messageBytes(), limits.depth()));
        this.byIndex = contract.operations().stream()
                .map(operation -> method(operation, codec, limits))
                .toArray(Method[]::new);
        for (Method method : byIndex) byUpperName.put(method.operation().upperName(), method);
    }

    /**
     * One method.
     *
     * @param client as a client's library calls it
     * @param exceptions declared ones, by the full name of their message
     */
    record Method(
            Operation operation,
            MethodDescriptor<Outgoing, Incoming> client,
            MessageCodec<@Nullable Object[]> request,
            MessageCodec<@Nullable Object> response,
            Map<String, ExceptionForm> exceptions) {
        @Nullable ExceptionForm form(ExceptionType type) {
            for (ExceptionForm form : exceptions.values()) if (form.type() == type) return form;
            return null;
        }
    }

    /** A declared exception's message. */
    record ExceptionForm(ExceptionType type, String message, MessageCodec<Throwable> codec) {}

    private Method method(Operation operation, ProtoCodec codec, Limits limits) {
        Map<String, ExceptionForm> exceptions = new HashMap<>();
        for (ExceptionType type : operation.exceptions()) {
            String name = schema.exception(type).getFullName();
            exceptions.put(name, new ExceptionForm(type, name, codec.exception(type)));
        }
        return new Method(
                operation,
                descriptor(
                                fullName(contract, operation),
                                Outgoing.MARSHALLER,
                                Incoming.marshaller(limits.messageBytes()))
                        .build(),
                codec.request(operation),
                codec.response(operation),
                Map.copyOf(exceptions));
    }

    private static String fullName(Contract contract, Operation operation) {
        return MethodDescriptor.generateFullMethodName(contract.name(), operation.upperName());
    }

    /** A unary method. */
    static <Q, A> MethodDescriptor.Builder<Q, A> descriptor(
            String fullName, MethodDescriptor.Marshaller<Q> request, MethodDescriptor.Marshaller<A> response) {
        return MethodDescriptor.newBuilder(request, response)
                .setType(MethodType.UNARY)
                .setFullMethodName(fullName);
    }

    Contract contract() {
        return contract;
    }

    ProtoSchema schema() {
        return schema;
    }

    /** The method of an operation of this contract. */
    Method of(Operation operation) {
        return byIndex[operation.index()];
    }

    /** The method of a name as it is in the path, or null. */
    @Nullable Method find(String upperName) {
        return byUpperName.get(upperName);
    }
}
