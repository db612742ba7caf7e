package io.rmix.contract;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import io.rmix.RemoteRef;
import io.rmix.proto.v1.EndpointRef;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts values into dynamic messages of a schema, by descriptors alone: the codec's reference. */
final class Oracle {
    private Oracle() {}

    static DynamicMessage request(Descriptor message, Operation operation, Object[] arguments) {
        DynamicMessage.Builder builder = DynamicMessage.newBuilder(message);
        operation.parameters().forEach(p -> set(builder, p.number(), p.type(), arguments[p.index()]));
        return builder.build();
    }

    static DynamicMessage struct(Descriptor message, StructType type, Object value) {
        DynamicMessage.Builder builder = DynamicMessage.newBuilder(message);
        type.components()
                .forEach(c -> set(builder, c.number(), c.type(), c.accessor().apply(value)));
        return builder.build();
    }

    static DynamicMessage single(Descriptor message, Type type, Object value) {
        DynamicMessage.Builder builder = DynamicMessage.newBuilder(message);
        set(builder, 1, type, value);
        return builder.build();
    }

    private static void set(DynamicMessage.Builder builder, int number, Type type, Object value) {
        FieldDescriptor field = builder.getDescriptorForType().findFieldByNumber(number);
        switch (type.kind()) {
            case LIST ->
                ((List<?>) value)
                        .forEach(v -> builder.addRepeatedField(field, one(field, ((ListType) type).element(), v)));
            case OPTIONAL ->
                ((Optional<?>) value)
                        .ifPresent(v -> builder.setField(field, one(field, ((OptionalType) type).element(), v)));
            case MAP ->
                ((Map<?, ?>) value)
                        .entrySet().stream()
                                .sorted((a, b) -> compare(a.getKey(), b.getKey()))
                                .forEach(e -> builder.addRepeatedField(field, entry(field, (MapType) type, e)));
            default -> builder.setField(field, one(field, type, value));
        }
    }

    private static int compare(Object a, Object b) {
        if (a instanceof String x) {
            return Arrays.compareUnsigned(
                    x.getBytes(StandardCharsets.UTF_8), b.toString().getBytes(StandardCharsets.UTF_8));
        } else if (a instanceof Boolean x) {
            return x.compareTo((Boolean) b);
        }
        return Long.compare(((Number) a).longValue(), ((Number) b).longValue());
    }

    private static Message entry(FieldDescriptor field, MapType type, Map.Entry<?, ?> entry) {
        DynamicMessage.Builder builder = DynamicMessage.newBuilder(field.getMessageType());
        FieldDescriptor key = field.getMessageType().findFieldByName("key");
        FieldDescriptor value = field.getMessageType().findFieldByName("value");
        builder.setField(key, one(key, type.key(), entry.getKey()));
        return builder.setField(value, one(value, type.value(), entry.getValue()))
                .build();
    }

    private static Object one(FieldDescriptor field, Type type, Object value) {
        return switch (type.kind()) {
            case BYTES -> ByteString.copyFrom((byte[]) value);
            case ENUM -> field.getEnumType().findValueByName("COLOR_" + ((Enum<?>) value).name());
            case RECORD, EXCEPTION -> struct(field.getMessageType(), (StructType) type, value);
            case LIST, MAP, OPTIONAL -> single(field.getMessageType(), type, value);
            case INSTANT ->
                Timestamp.newBuilder()
                        .setSeconds(((Instant) value).getEpochSecond())
                        .setNanos(((Instant) value).getNano())
                        .build();
            case DURATION -> duration((Duration) value);
            case REMOTE_REF -> ref((RemoteRef) value);
            default -> value;
        };
    }

    private static Message duration(Duration value) {
        java.math.BigInteger nanos = java.math.BigInteger.valueOf(value.getSeconds())
                .multiply(java.math.BigInteger.valueOf(1_000_000_000))
                .add(java.math.BigInteger.valueOf(value.getNano()));
        java.math.BigInteger[] parts = nanos.divideAndRemainder(java.math.BigInteger.valueOf(1_000_000_000));
        return com.google.protobuf.Duration.newBuilder()
                .setSeconds(parts[0].longValueExact())
                .setNanos(parts[1].intValueExact())
                .build();
    }

    private static Message ref(RemoteRef value) {
        ByteBuffer guid = ByteBuffer.allocate(16)
                .putLong(value.guid().getMostSignificantBits())
                .putLong(value.guid().getLeastSignificantBits())
                .flip();
        io.rmix.proto.v1.RemoteRef.Builder built = io.rmix.proto.v1.RemoteRef.newBuilder()
                .setGuid(ByteString.copyFrom(guid))
                .setHost(value.host());
        value.endpoints()
                .forEach(e -> built.addEndpoints(
                        EndpointRef.newBuilder().setUri(e.endpoint().toString()).addAllContracts(e.contracts())));
        return built.build();
    }
}
