package io.rmix.grpc;

import com.google.protobuf.Any;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.DynamicMessage;
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
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The shop on plain grpc-java with messages made from the .proto file: a server that has never heard of RMIX. */
final class ForeignServer implements AutoCloseable {
    private final ProtoSchema schema = ProtoSchema.of(Contract.of(Shop.class));
    private final List<String> notes = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger outstanding = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final Server server;

    ForeignServer() throws Exception {
        ServerServiceDefinition.Builder service =
                ServerServiceDefinition.builder(schema.service().getFullName());
        for (Operation operation : Contract.of(Shop.class).operations()) {
            if (operation.name().equals("hold")) continue;
            Descriptor request = schema.request(operation);
            Descriptor response = schema.response(operation);
            service.addMethod(
                    io.grpc.MethodDescriptor.newBuilder(
                                    ProtoUtils.marshaller(DynamicMessage.getDefaultInstance(request)),
                                    ProtoUtils.marshaller(DynamicMessage.getDefaultInstance(response)))
                            .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
                            .setFullMethodName(schema.service().getFullName() + "/" + operation.upperName())
                            .build(),
                    ServerCalls.asyncUnaryCall((DynamicMessage asked, StreamObserver<DynamicMessage> answer) ->
                            serve(operation, asked, response, answer)));
        }
        server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .maxInboundMessageSize(100_000)
                .addService(service.build())
                .build()
                .start();
    }

    String endpoint() {
        return "grpc://127.0.0.1:" + server.getPort() + "/shop";
    }

    List<String> notes() {
        return List.copyOf(notes);
    }

    /** Most notes in progress at one time. */
    int mostAtOnce() {
        return most.get();
    }

    private void serve(
            Operation operation, DynamicMessage asked, Descriptor response, StreamObserver<DynamicMessage> answer) {
        DynamicMessage.Builder result = DynamicMessage.newBuilder(response);
        switch (operation.name()) {
            case "name" -> result.setField(response.findFieldByName("result"), "foreign");
            case "note", "wish" -> note((String) ReflectingClient.field(asked, "text"));
            case "order" -> {
                answer.onError(soldOut());
                return;
            }
            case "crash" -> throw new IllegalStateException("crash");
            default -> {
                answer.onError(
                        Status.NOT_FOUND.withDescription("nothing to explain").asRuntimeException());
                return;
            }
        }
        answer.onNext(result.build());
        answer.onCompleted();
    }

    private void note(String text) {
        most.accumulateAndGet(outstanding.incrementAndGet(), Math::max);
        notes.add(text);
        outstanding.decrementAndGet();
    }

    private Exception soldOut() {
        Descriptor type = schema.file().getMessageTypes().get(0).findNestedTypeByName("SoldOut");
        DynamicMessage detail = DynamicMessage.newBuilder(type)
                .setField(type.findFieldByName("message"), "none left")
                .setField(type.findFieldByName("item"), "milk")
                .build();
        return StatusProto.toStatusRuntimeException(com.google.rpc.Status.newBuilder()
                .setCode(Status.Code.ABORTED.value())
                .addDetails(Any.pack(detail))
                .build());
    }

    @Override
    public void close() throws Exception {
        server.shutdownNow();
        server.awaitTermination(10, TimeUnit.SECONDS);
    }
}
