package io.rmix.grpc;

import com.google.protobuf.Any;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.google.protobuf.util.JsonFormat;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import io.rmix.contract.Contract;
import io.rmix.contract.Operation;
import io.rmix.contract.ProtoSchema;
import io.rmix.testkit.KitService;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** The contract test's service in the terms of grpc-java and its .proto file, with the values that the Python programs have, too. */
final class PlainKit {
    static final Contract CONTRACT = Contract.of(KitService.class);
    static final ProtoSchema SCHEMA = ProtoSchema.of(CONTRACT);

    private PlainKit() {}

    static List<Operation> echoes() {
        return CONTRACT.operations().stream()
                .filter(operation -> operation.name().startsWith("echo"))
                .toList();
    }

    /** Requests with each of the values. */
    static List<DynamicMessage> requests(Operation operation) throws Exception {
        Struct.Builder all = Struct.newBuilder();
        try (InputStream in = PlainKit.class.getResourceAsStream("kit-values.json")) {
            JsonFormat.parser()
                    .merge(new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8), all);
        }
        List<DynamicMessage> requests = new ArrayList<>();
        for (Value value :
                all.getFieldsOrThrow(operation.upperName()).getListValue().getValuesList()) {
            DynamicMessage.Builder request = DynamicMessage.newBuilder(SCHEMA.request(operation));
            JsonFormat.parser().merge(JsonFormat.printer().print(value.getStructValue()), request);
            requests.add(request.build());
        }
        return requests;
    }

    /** The response that gives back what a request holds. */
    static DynamicMessage echo(Operation operation, DynamicMessage request) {
        Descriptor type = SCHEMA.response(operation);
        if (operation.messageRequest()) return request;
        DynamicMessage.Builder response = DynamicMessage.newBuilder(type);
        request.getAllFields().values().forEach(value -> response.setField(type.findFieldByName("result"), value));
        return response.build();
    }

    /** A message with the fields given, in turn name and value. */
    static DynamicMessage message(Descriptor type, Object... fields) {
        DynamicMessage.Builder message = DynamicMessage.newBuilder(type);
        for (int i = 0; i < fields.length; i += 2)
            message.setField(type.findFieldByName((String) fields[i]), fields[i + 1]);
        return message.build();
    }

    static Descriptor kitException() {
        return SCHEMA.file().getMessageTypes().get(0).findNestedTypeByName("KitException");
    }

    static MethodDescriptor<DynamicMessage, DynamicMessage> method(Operation operation) {
        return MethodDescriptor.newBuilder(
                        marshaller(SCHEMA.request(operation)), marshaller(SCHEMA.response(operation)))
                .setType(MethodDescriptor.MethodType.UNARY)
                .setFullMethodName(SCHEMA.service().getFullName() + "/" + operation.upperName())
                .build();
    }

    private static MethodDescriptor.Marshaller<DynamicMessage> marshaller(Descriptor type) {
        return ProtoUtils.marshaller(DynamicMessage.getDefaultInstance(type));
    }

    /** A server that gives back what is among the values, and refuses all else. */
    static final class Echo implements AutoCloseable {
        private final Server server;

        Echo() throws Exception {
            ServerServiceDefinition.Builder service =
                    ServerServiceDefinition.builder(SCHEMA.service().getFullName());
            for (Operation operation : echoes()) {
                List<DynamicMessage> expected = requests(operation);
                service.addMethod(
                        method(operation),
                        ServerCalls.asyncUnaryCall((DynamicMessage request, StreamObserver<DynamicMessage> answer) -> {
                            if (expected.contains(request)) answer(answer, echo(operation, request));
                            else answer.onError(Status.INVALID_ARGUMENT.asException());
                        }));
            }
            service.addMethod(
                    method(Objects.requireNonNull(CONTRACT.find("refuse"))), ServerCalls.asyncUnaryCall(Echo::refuse));
            server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                    .addService(service.build())
                    .build()
                    .start();
        }

        private static void answer(StreamObserver<DynamicMessage> answer, DynamicMessage message) {
            answer.onNext(message);
            answer.onCompleted();
        }

        private static void refuse(DynamicMessage request, StreamObserver<DynamicMessage> answer) {
            Message detail = message(
                    kitException(),
                    "message",
                    ReflectingClient.field(request, "reason"),
                    "code",
                    ReflectingClient.field(request, "code"));
            answer.onError(StatusProto.toStatusException(com.google.rpc.Status.newBuilder()
                    .setCode(Status.Code.FAILED_PRECONDITION.value())
                    .addDetails(Any.pack(detail))
                    .build()));
        }

        String endpoint() {
            return "grpc://127.0.0.1:" + server.getPort() + "/kit";
        }

        @Override
        public void close() throws Exception {
            server.shutdownNow();
            server.awaitTermination(10, TimeUnit.SECONDS);
        }
    }
}
