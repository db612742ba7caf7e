package io.rmix.grpc;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.MethodDescriptorProto;
import com.google.protobuf.DescriptorProtos.ServiceDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import io.grpc.BindableService;
import io.grpc.MethodDescriptor;
import io.grpc.ServerServiceDefinition;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;

/** {@code sum.Sum/Add}: takes a stream of numbers, which hold one another if they like; {@code Nest}: nests one as deep as it says. */
final class Sum implements BindableService {
    static final FileDescriptorProto FILE = FileDescriptorProto.newBuilder()
            .setName("sum.proto")
            .setPackage("sum")
            .setSyntax("proto3")
            .addMessageType(DescriptorProto.newBuilder()
                    .setName("Number")
                    .addField(field("value", 1).setType(FieldDescriptorProto.Type.TYPE_INT64))
                    .addField(field("next", 2)
                            .setType(FieldDescriptorProto.Type.TYPE_MESSAGE)
                            .setTypeName(".sum.Number")))
            .addService(ServiceDescriptorProto.newBuilder()
                    .setName("Sum")
                    .addMethod(method("Add").setClientStreaming(true))
                    .addMethod(method("Nest")))
            .build();

    private static FieldDescriptorProto.Builder field(String name, int number) {
        return FieldDescriptorProto.newBuilder()
                .setName(name)
                .setNumber(number)
                .setLabel(FieldDescriptorProto.Label.LABEL_OPTIONAL);
    }

    private static MethodDescriptorProto.Builder method(String name) {
        return MethodDescriptorProto.newBuilder()
                .setName(name)
                .setInputType(".sum.Number")
                .setOutputType(".sum.Number");
    }

    private final FileDescriptor file;
    private final Descriptor number;

    Sum() throws DescriptorValidationException {
        file = FileDescriptor.buildFrom(FILE, new FileDescriptor[0]);
        number = file.findMessageTypeByName("Number");
    }

    @Override
    public ServerServiceDefinition bindService() {
        var add = method("Add", MethodDescriptor.MethodType.CLIENT_STREAMING);
        var nest = method("Nest", MethodDescriptor.MethodType.UNARY);
        var described = io.grpc.ServiceDescriptor.newBuilder("sum.Sum")
                .setSchemaDescriptor(Schema.of(file.findServiceByName("Sum")).supplier())
                .addMethod(add)
                .addMethod(nest)
                .build();
        return ServerServiceDefinition.builder(described)
                .addMethod(add, ServerCalls.asyncClientStreamingCall(this::add))
                .addMethod(nest, ServerCalls.asyncUnaryCall(this::nest))
                .build();
    }

    private MethodDescriptor<DynamicMessage, DynamicMessage> method(String name, MethodDescriptor.MethodType type) {
        var marshaller = ProtoUtils.marshaller(DynamicMessage.getDefaultInstance(number));
        return MethodDescriptor.newBuilder(marshaller, marshaller)
                .setType(type)
                .setFullMethodName("sum.Sum/" + name)
                .build();
    }

    private DynamicMessage of(long value) {
        return DynamicMessage.newBuilder(number)
                .setField(number.findFieldByName("value"), value)
                .build();
    }

    private static long value(DynamicMessage message) {
        return (Long) ReflectingClient.field(message, "value");
    }

    private StreamObserver<DynamicMessage> add(StreamObserver<DynamicMessage> answer) {
        return new StreamObserver<>() {
            private long sum;

            @Override
            public void onNext(DynamicMessage message) {
                sum += value(message);
            }

            @Override
            public void onError(Throwable failure) {}

            @Override
            public void onCompleted() {
                answer.onNext(of(sum));
                answer.onCompleted();
            }
        };
    }

    private void nest(DynamicMessage asked, StreamObserver<DynamicMessage> answer) {
        DynamicMessage nested = of(0);
        for (long i = value(asked); i > 1; i--)
            nested = DynamicMessage.newBuilder(number)
                    .setField(number.findFieldByName("next"), nested)
                    .build();
        answer.onNext(nested);
        answer.onCompleted();
    }
}
