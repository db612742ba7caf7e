package io.rmix.cli.call;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.MessageOrBuilder;
import com.google.protobuf.util.JsonFormat;
import com.google.protobuf.util.JsonFormat.TypeRegistry;
import io.rmix.cli.UserError;
import io.rmix.contract.MessageType;
import java.util.List;

/** Protobuf messages as JSON, in the form that protobuf gives them. Their types may be a peer's, and nonsense. */
final class Messages {
    private static final String KNOWN_TO_JSON = "google.protobuf.";
    private static final int DEEPEST_ANY = 16;
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build());

    private Messages() {}

    /**
     * A message of JSON.
     *
     * @param types what an Any may hold
     * @throws UserError naming the place of what does not fit
     */
    static Message read(Message.Builder builder, JsonNode node, TypeRegistry types, String where) {
        Descriptor type = builder.getDescriptorForType();
        checkFields(type, node, where);
        try {
            JsonFormat.parser().usingTypeRegistry(types).merge(node.toString(), builder);
            return builder.build();
        } catch (InvalidProtocolBufferException | RuntimeException e) {
            throw new UserError(where + ": no " + type.getFullName() + ": " + e.getMessage(), e);
        }
    }

    /** What is in the message's file, and in those it imports. */
    static TypeRegistry types(MessageType type) {
        return TypeRegistry.newBuilder().add(type.descriptor()).build();
    }

    /** Names that are no fields, for which protobuf's own message does not say what there is. */
    private static void checkFields(Descriptor type, JsonNode node, String where) {
        if (!node.isObject() || type.getFullName().startsWith(KNOWN_TO_JSON)) return;
        node.properties().forEach(entry -> {
            FieldDescriptor field = type.getFields().stream()
                    .filter(each -> List.of(each.getJsonName(), each.getName()).contains(entry.getKey()))
                    .findFirst()
                    .orElseThrow(() -> new UserError(where + ": " + type.getFullName() + " has no field '"
                            + entry.getKey() + "'; there are "
                            + type.getFields().stream()
                                    .map(FieldDescriptor::getJsonName)
                                    .toList()));
            checkValue(field, entry.getValue(), where + "." + entry.getKey());
        });
    }

    private static void checkValue(FieldDescriptor field, JsonNode node, String where) {
        if (field.getJavaType() != FieldDescriptor.JavaType.MESSAGE) return;
        if (field.isMapField() && node.isObject()) {
            FieldDescriptor value = field.getMessageType().findFieldByNumber(2);
            node.properties().forEach(entry -> checkValue(value, entry.getValue(), where + "[" + entry.getKey() + "]"));
        } else if (field.isRepeated()) {
            for (int i = 0; i < node.size(); i++)
                checkFields(field.getMessageType(), node.path(i), where + "[" + i + "]");
        } else {
            checkFields(field.getMessageType(), node, where);
        }
    }

    /**
     * The JSON of a message.
     *
     * @param types what an Any may hold
     * @throws IllegalStateException if there is none, for its types say what JSON has no form for, or an Any holds what they do not say
     */
    static JsonNode write(MessageOrBuilder message, TypeRegistry types) {
        try {
            checkAny(message, types, DEEPEST_ANY);
            return JSON.readTree(JsonFormat.printer().usingTypeRegistry(types).print(message));
        } catch (InvalidProtocolBufferException | JsonProcessingException | RuntimeException e) {
            throw new IllegalStateException(
                    "no JSON can be made of a " + message.getDescriptorForType().getFullName() + ": " + e.getMessage(),
                    e);
        }
    }

    /** What is in an Any is read anew, however deep it is already; the library has no bound for that. */
    private static void checkAny(MessageOrBuilder message, TypeRegistry types, int left)
            throws InvalidProtocolBufferException {
        Descriptor type = message.getDescriptorForType();
        if (type.getFullName().equals("google.protobuf.Any")) {
            if (left == 0)
                throw new InvalidProtocolBufferException("an Any is in more than " + DEEPEST_ANY + " others");
            com.google.protobuf.Any any = com.google.protobuf.Any.parseFrom(((Message) message).toByteString());
            Descriptor held =
                    types.find(any.getTypeUrl().substring(any.getTypeUrl().lastIndexOf('/') + 1));
            if (held != null) checkAny(DynamicMessage.parseFrom(held, any.getValue()), types, left - 1);
            return;
        }
        for (var field : message.getAllFields().entrySet()) {
            if (field.getKey().getJavaType() != FieldDescriptor.JavaType.MESSAGE) continue;
            List<?> values = field.getValue() instanceof List<?> list ? list : List.of(field.getValue());
            for (Object value : values) checkAny((MessageOrBuilder) value, types, left);
        }
    }
}
