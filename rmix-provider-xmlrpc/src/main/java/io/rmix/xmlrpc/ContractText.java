package io.rmix.xmlrpc;

import io.rmix.contract.Component;
import io.rmix.contract.Contract;
import io.rmix.contract.EnumType;
import io.rmix.contract.ExceptionType;
import io.rmix.contract.ListType;
import io.rmix.contract.MapType;
import io.rmix.contract.Operation;
import io.rmix.contract.OptionalType;
import io.rmix.contract.StructType;
import io.rmix.contract.Type;
import io.rmix.xmlrpc.value.ServiceCodec;
import java.util.List;
import java.util.StringJoiner;

/** A contract for people: its methods with the types of XML-RPC and of Java. XML-RPC has no form for machines. */
final class ContractText {
    private final Contract contract;
    private final ServiceCodec codec;

    ContractText(Contract contract, ServiceCodec codec) {
        this.contract = contract;
        this.codec = codec;
    }

    /**
     * The whole contract.
     *
     * @param url where it can be called
     * @param service exported name
     */
    String all(String url, String service) {
        StringBuilder text = new StringBuilder("# ")
                .append(contract.name())
                .append(" over XML-RPC: POST to ")
                .append(url)
                .append("\n");
        for (Operation operation : contract.operations())
            text.append("\n")
                    .append(signature(service, operation))
                    .append("\n")
                    .append(help(operation).indent(2));
        for (Type type : contract.namedTypes()) text.append("\n").append(named(type));
        return text.toString();
    }

    private String signature(String service, Operation operation) {
        List<String> types = codec.signature(operation);
        StringJoiner parameters = new StringJoiner(", ", "(", ")");
        operation.parameters().forEach(p -> parameters.add(types.get(1 + p.index()) + " " + p.name()));
        return types.get(0) + " " + service + "." + operation.name() + parameters;
    }

    /** What an operation is in Java, with its faults. */
    static String help(Operation operation) {
        StringJoiner parameters = new StringJoiner(", ", "(", ")");
        operation.parameters().forEach(p -> parameters.add(name(p.type()) + " " + p.name()));
        StringBuilder text = new StringBuilder(name(operation.result()) + " " + operation.name() + parameters);
        if (operation.oneWay()) text.append("\none-way: the answer is true when the call is admitted");
        int code = 1;
        for (ExceptionType exception : operation.exceptions())
            text.append("\nfault ").append(code++).append(": ").append(exception.name());
        return text.toString();
    }

    private static String named(Type type) {
        StringBuilder text = new StringBuilder();
        if (type instanceof EnumType constants) {
            text.append("string ").append(constants.name()).append("\n");
            constants
                    .constants()
                    .forEach(c -> text.append("  ").append(c.value().name()).append("\n"));
        } else if (type instanceof StructType struct) {
            boolean fault = type.kind() == Type.Kind.EXCEPTION;
            text.append(fault ? "fault " : "struct ").append(struct.name()).append("\n");
            for (Component part : struct.components())
                text.append("  ")
                        .append(name(part.type()))
                        .append(" ")
                        .append(part.name())
                        .append("\n");
        }
        return text.toString();
    }

    private static String name(Type type) {
        if (type instanceof StructType struct) return struct.name();
        if (type instanceof EnumType constants) return constants.name();
        return switch (type.kind()) {
            case LIST -> "List<" + name(((ListType) type).element()) + ">";
            case OPTIONAL -> "Optional<" + name(((OptionalType) type).element()) + ">";
            case MAP -> {
                MapType map = (MapType) type;
                yield "Map<" + name(map.key()) + ", " + name(map.value()) + ">";
            }
            default -> type.javaType().getSimpleName();
        };
    }
}
