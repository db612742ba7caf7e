package io.rmix.grpc;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import com.google.protobuf.DynamicMessage;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.Metadata;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A client that knows nothing but an address: it asks server reflection for the rest, as grpcurl does. */
final class ReflectingClient {
    private final Channel channel;
    private final Map<String, FileDescriptor> files = new HashMap<>();

    ReflectingClient(Channel channel) {
        this.channel = channel;
    }

    private ServerReflectionResponse ask(ServerReflectionRequest request) throws Exception {
        CompletableFuture<ServerReflectionResponse> answer = new CompletableFuture<>();
        StreamObserver<ServerReflectionRequest> requests = ServerReflectionGrpc.newStub(channel)
                .serverReflectionInfo(new StreamObserver<>() {
                    @Override
                    public void onNext(ServerReflectionResponse value) {
                        answer.complete(value);
                    }

                    @Override
                    public void onError(Throwable failure) {
                        answer.completeExceptionally(failure);
                    }

                    @Override
                    public void onCompleted() {
                        answer.completeExceptionally(new IllegalStateException("no answer"));
                    }
                });
        requests.onNext(request);
        ServerReflectionResponse response = answer.get(20, TimeUnit.SECONDS);
        requests.onCompleted();
        return response;
    }

    List<String> services() throws Exception {
        return ask(ServerReflectionRequest.newBuilder().setListServices("").build())
                .getListServicesResponse()
                .getServiceList()
                .stream()
                .map(io.grpc.reflection.v1.ServiceResponse::getName)
                .toList();
    }

    ServiceDescriptor service(String name) throws Exception {
        FileDescriptor file = load(ServerReflectionRequest.newBuilder().setFileContainingSymbol(name));
        return file.findServiceByName(name.substring(name.lastIndexOf('.') + 1));
    }

    /** A message type, as a client looks up what an Any holds. */
    Descriptor message(String name) throws Exception {
        FileDescriptor file = load(ServerReflectionRequest.newBuilder().setFileContainingSymbol(name));
        String[] path = name.substring(file.getPackage().length() + 1).split("\\.");
        Descriptor found = file.findMessageTypeByName(path[0]);
        for (int i = 1; i < path.length; i++) found = found.findNestedTypeByName(path[i]);
        return found;
    }

    private FileDescriptor load(ServerReflectionRequest.Builder request) throws Exception {
        Map<String, FileDescriptorProto> protos = new HashMap<>();
        String first = null;
        for (var bytes : ask(request.build()).getFileDescriptorResponse().getFileDescriptorProtoList()) {
            FileDescriptorProto proto = FileDescriptorProto.parseFrom(bytes);
            if (first == null) first = proto.getName();
            protos.put(proto.getName(), proto);
        }
        return link(first, protos);
    }

    private FileDescriptor link(String name, Map<String, FileDescriptorProto> protos) throws Exception {
        FileDescriptor known = files.get(name);
        if (known != null) return known;
        FileDescriptorProto proto = protos.get(name);
        if (proto == null) return load(ServerReflectionRequest.newBuilder().setFileByFilename(name));
        FileDescriptor[] imports = new FileDescriptor[proto.getDependencyCount()];
        for (int i = 0; i < imports.length; i++) imports[i] = link(proto.getDependency(i), protos);
        FileDescriptor file = FileDescriptor.buildFrom(proto, imports);
        files.put(name, file);
        return file;
    }

    DynamicMessage call(String service, String method, Map<String, Object> fields) throws Exception {
        return call(service, method, fields, new Metadata());
    }

    /** Calls a method; fields of messages are maps again. */
    DynamicMessage call(String service, String method, Map<String, Object> fields, Metadata headers) throws Exception {
        MethodDescriptor described = service(service).findMethodByName(method);
        var grpc = io.grpc.MethodDescriptor.newBuilder(
                        ProtoUtils.marshaller(DynamicMessage.getDefaultInstance(described.getInputType())),
                        ProtoUtils.marshaller(DynamicMessage.getDefaultInstance(described.getOutputType())))
                .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
                .setFullMethodName(service + "/" + method)
                .build();
        Channel way = ClientInterceptors.intercept(channel, MetadataUtils.newAttachHeadersInterceptor(headers));
        return ClientCalls.blockingUnaryCall(way, grpc, CallOptions.DEFAULT, build(described.getInputType(), fields));
    }

    @SuppressWarnings("unchecked")
    private static DynamicMessage build(Descriptor type, Map<String, Object> fields) {
        DynamicMessage.Builder message = DynamicMessage.newBuilder(type);
        fields.forEach((name, value) -> {
            var field = type.findFieldByName(name);
            message.setField(
                    field,
                    value instanceof Map<?, ?> nested
                            ? build(field.getMessageType(), (Map<String, Object>) nested)
                            : value);
        });
        return message.build();
    }

    static Object field(DynamicMessage message, String name) {
        return message.getField(message.getDescriptorForType().findFieldByName(name));
    }
}
