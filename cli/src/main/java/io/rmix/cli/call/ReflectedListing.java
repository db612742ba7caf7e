package io.rmix.cli.call;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.GenericDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import io.rmix.Endpoint;
import io.rmix.cli.UserError;
import io.rmix.introspect.ReflectedServer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The services of a server that describes itself by its protocol's own means, each with its methods and with the types that these need;
 * protobuf's own types are left out.
 */
final class ReflectedListing {
    private static final String PROTOBUFS_OWN = "google.protobuf.";
    private static final int MOST_TYPES = 20_000;

    /** A service and what its methods need. */
    private record Listed(ServiceDescriptor service, Set<GenericDescriptor> types) {}

    private final List<Listed> listed = new ArrayList<>();
    private int types;

    /** Asks the server for all its services, or for the one that the endpoint names. */
    ReflectedListing(ReflectedServer server, Endpoint endpoint) {
        boolean all = endpoint.service().isEmpty();
        for (String name : all ? server.services() : List.of(endpoint.service())) {
            try {
                add(server.service(name));
            } catch (IllegalArgumentException e) {
                if (!all) throw new UserError(String.valueOf(e.getMessage()), e);
                System.err.println("dvm list: " + server + " lists " + name + ", but does not describe it");
            }
        }
    }

    private void add(ServiceDescriptor service) {
        Set<GenericDescriptor> found = new LinkedHashSet<>();
        Deque<GenericDescriptor> open = new ArrayDeque<>();
        for (MethodDescriptor method : service.getMethods()) {
            open.add(method.getInputType());
            open.add(method.getOutputType());
        }
        for (GenericDescriptor type; (type = open.poll()) != null; ) {
            if (type.getFullName().startsWith(PROTOBUFS_OWN)) continue;
            boolean entry =
                    type instanceof Descriptor message && message.getOptions().getMapEntry();
            if (!entry && !found.add(type)) continue;
            if (++types > MOST_TYPES)
                throw new UserError("the server has more than " + MOST_TYPES + " types; list one service: URI/SERVICE");
            if (type instanceof Descriptor message) message.getFields().forEach(field -> addType(field, open));
        }
        listed.add(new Listed(service, found));
    }

    private static void addType(FieldDescriptor field, Deque<GenericDescriptor> open) {
        if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) open.add(field.getMessageType());
        else if (field.getJavaType() == FieldDescriptor.JavaType.ENUM) open.add(field.getEnumType());
    }

    void print(Endpoint address) {
        for (Listed each : listed) {
            System.out.println(address.withService(each.service().getFullName()) + ": by the server's own reflection");
            for (MethodDescriptor method : each.service().getMethods())
                System.out.println("  " + stream(method.isServerStreaming())
                        + method.getOutputType().getFullName() + " " + method.getName() + "("
                        + stream(method.isClientStreaming())
                        + method.getInputType().getFullName() + ")");
            for (GenericDescriptor type : each.types()) System.out.println("  " + text(type));
        }
    }

    private static String stream(boolean streaming) {
        return streaming ? "stream " : "";
    }

    private static String text(GenericDescriptor type) {
        if (type instanceof EnumDescriptor constants)
            return "enum " + type.getFullName() + " { " + String.join(", ", names(constants)) + " }";
        String fields = ((Descriptor) type)
                .getFields().stream()
                        .map(field -> type(field) + " " + field.getName() + ";")
                        .collect(Collectors.joining(" "));
        return "message " + type.getFullName() + " { " + fields + (fields.isEmpty() ? "}" : " }");
    }

    private static List<String> names(EnumDescriptor constants) {
        return constants.getValues().stream().map(EnumValueDescriptor::getName).toList();
    }

    /** As in a .proto file; a member of a oneof is marked with its name. */
    private static String type(FieldDescriptor field) {
        if (field.isMapField()) {
            Descriptor entry = field.getMessageType();
            return "map<" + single(entry.findFieldByNumber(1)) + ", " + single(entry.findFieldByNumber(2)) + ">";
        }
        OneofDescriptor oneof = field.getRealContainingOneof();
        String mark = field.isRepeated()
                ? "repeated "
                : field.isRequired()
                        ? "required "
                        : oneof != null
                                ? "oneof(" + oneof.getName() + ") "
                                : field.toProto().getProto3Optional() ? "optional " : "";
        return mark + single(field);
    }

    private static String single(FieldDescriptor field) {
        return switch (field.getJavaType()) {
            case MESSAGE -> field.getMessageType().getFullName();
            case ENUM -> field.getEnumType().getFullName();
            case INT, LONG, FLOAT, DOUBLE, BOOLEAN, STRING, BYTE_STRING ->
                field.getType().name().toLowerCase(Locale.ROOT);
        };
    }

    /** One object for each service, for {@code --json}. */
    List<Map<String, Object>> asJson() {
        return listed.stream().map(ReflectedListing::asJson).toList();
    }

    private static Map<String, Object> asJson(Listed each) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("service", each.service().getFullName());
        out.put("contract", each.service().getFullName());
        out.put(
                "operations",
                each.service().getMethods().stream()
                        .map(ReflectedListing::asJson)
                        .toList());
        List<Map<String, Object>> messages = new ArrayList<>();
        List<Map<String, Object>> enums = new ArrayList<>();
        for (GenericDescriptor type : each.types()) {
            if (type instanceof EnumDescriptor constants)
                enums.add(Map.of("name", type.getFullName(), "constants", names(constants)));
            else
                messages.add(Map.of(
                        "name",
                        type.getFullName(),
                        "fields",
                        ((Descriptor) type)
                                .getFields().stream()
                                        .map(field -> Map.of("name", field.getName(), "type", type(field)))
                                        .toList()));
        }
        out.put("messages", messages);
        out.put("enums", enums);
        return out;
    }

    private static Map<String, Object> asJson(MethodDescriptor method) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("name", method.getName());
        out.put("request", method.getInputType().getFullName());
        out.put("clientStreaming", method.isClientStreaming());
        out.put("response", method.getOutputType().getFullName());
        out.put("serverStreaming", method.isServerStreaming());
        return out;
    }
}
