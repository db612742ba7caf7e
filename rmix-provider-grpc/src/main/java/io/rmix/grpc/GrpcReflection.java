package io.rmix.grpc;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.grpc.CallOptions;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Status;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.reflection.v1.ErrorResponse;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.reflection.v1.ServiceResponse;
import io.rmix.InvocationException;
import io.rmix.InvocationException.Code;
import io.rmix.Limits;
import io.rmix.Outcome;
import io.rmix.contract.DecodeException;
import io.rmix.grpc.ReflectedCall.Target;
import io.rmix.spi.CallContext;
import io.rmix.spi.DescriptorFiles;
import io.rmix.spi.Reflection;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Server reflection, seen from the client: {@code grpc.reflection.v1}, or {@code v1alpha}, whose messages are the same, if the server
 * has no other. Each question is a stream of its own, for one answer.
 */
final class GrpcReflection implements Reflection {
    private static final List<String> VERSIONS =
            List.of("grpc.reflection.v1.ServerReflection", "grpc.reflection.v1alpha.ServerReflection");
    private static final String METHOD = "ServerReflectionInfo";
    private static final int ANSWER_BYTES = 4 << 20;
    private static final int MOST_SERVICES = 1_000;

    private final GrpcConnection connection;
    private final Limits limits;
    private final DescriptorFiles files = new DescriptorFiles();
    private volatile int version;

    GrpcReflection(GrpcConnection connection, Limits limits) {
        this.connection = connection;
        this.limits = limits;
    }

    @Override
    public List<String> services(CallContext context) {
        ServerReflectionResponse answer =
                ask(ServerReflectionRequest.newBuilder().setListServices("").build(), context);
        if (answer.hasErrorResponse()) throw refused(answer.getErrorResponse());
        List<String> names = answer.getListServicesResponse().getServiceList().stream()
                .map(ServiceResponse::getName)
                .filter(name -> DescriptorFiles.isName(name) && !name.startsWith(GrpcProvider.REFLECTION))
                .distinct()
                .sorted()
                .toList();
        if (names.size() > MOST_SERVICES) throw senseless("the server has more than " + MOST_SERVICES + " services");
        return names;
    }

    @Override
    public Optional<ServiceDescriptor> service(String name, CallContext context) {
        if (!DescriptorFiles.isName(name)) return Optional.empty();
        synchronized (files) {
            Optional<ServiceDescriptor> known = files.service(name);
            if (known.isPresent()) return known;
            try {
                files.add(
                        files(ServerReflectionRequest.newBuilder().setFileContainingSymbol(name), context),
                        file -> files(ServerReflectionRequest.newBuilder().setFileByFilename(file), context));
            } catch (DecodeException e) {
                throw senseless(e.getMessage());
            }
            return files.service(name);
        }
    }

    /** None if the server knows of none. */
    private List<ByteString> files(ServerReflectionRequest.Builder question, CallContext context) {
        ServerReflectionResponse answer = ask(question.build(), context);
        if (!answer.hasErrorResponse())
            return answer.getFileDescriptorResponse().getFileDescriptorProtoList();
        if (answer.getErrorResponse().getErrorCode() == Status.Code.NOT_FOUND.value()) return List.of();
        throw refused(answer.getErrorResponse());
    }

    private Target describer() {
        return new Target(connection.address(), VERSIONS.get(version), METHOD);
    }

    private InvocationException refused(ErrorResponse said) {
        return describer()
                .failure(
                        Code.SERVANT_FAILED,
                        Outcome.INVOKED,
                        "the server's reflection says " + said.getErrorCode() + ": " + said.getErrorMessage(),
                        null);
    }

    private InvocationException senseless(@Nullable String problem) {
        return describer().failure(Code.INVALID, Outcome.INVOKED, "what the server says of itself: " + problem, null);
    }

    private ServerReflectionResponse ask(ServerReflectionRequest question, CallContext context) {
        for (int tried = version; tried < VERSIONS.size(); tried++) {
            try {
                ServerReflectionResponse answer = ask(VERSIONS.get(tried), question, context);
                version = tried;
                return answer;
            } catch (InvocationException e) {
                if (e.code() != Code.NO_SUCH_METHOD) throw e;
            }
        }
        throw describer()
                .failure(Code.UNSUPPORTED, Outcome.NOT_INVOKED, "the server has no reflection, v1 or v1alpha", null);
    }

    private ServerReflectionResponse ask(String service, ServerReflectionRequest question, CallContext context) {
        ServerReflectionResponse[] answer = new ServerReflectionResponse[1];
        Target target = new Target(connection.address(), service, METHOD);
        make(
                target,
                wire(target, MethodType.BIDI_STREAMING, question, ANSWER_BYTES),
                context,
                List.of(question),
                bytes -> {
                    answer[0] = parsed(target, () -> ServerReflectionResponse.parseFrom(bytes));
                    return false;
                });
        if (answer[0] == null) throw target.failure(Code.INVALID, Outcome.INVOKED, "no message in the answer", null);
        return answer[0];
    }

    @Override
    public void call(
            MethodDescriptor method,
            List<? extends Message> requests,
            CallContext context,
            Consumer<DynamicMessage> answers) {
        Target target = new Target(connection.address(), method.getService().getFullName(), method.getName());
        for (Message request : requests)
            if (request.getSerializedSize() > limits.messageBytes())
                throw target.failure(
                        Code.TOO_LARGE,
                        Outcome.NOT_INVOKED,
                        "the message has " + request.getSerializedSize() + " bytes, the limit is "
                                + limits.messageBytes(),
                        null);
        var wire = wire(
                target, type(method), DynamicMessage.getDefaultInstance(method.getInputType()), limits.messageBytes());
        Function<byte[], DynamicMessage> decode =
                bytes -> parsed(target, () -> parse(method.getOutputType(), bytes, limits.depth()));
        if (method.isServerStreaming())
            make(target, wire, context, requests, bytes -> {
                answers.accept(decode.apply(bytes));
                return true;
            });
        else answers.accept(single(target, wire, context, requests, decode));
    }

    /** The one answer of a method that does not stream; it counts once the status says so. */
    private DynamicMessage single(
            Target target,
            io.grpc.MethodDescriptor<Message, Incoming> wire,
            CallContext context,
            List<? extends Message> requests,
            Function<byte[], DynamicMessage> decode) {
        @Nullable DynamicMessage[] answer = new DynamicMessage[1];
        make(target, wire, context, requests, bytes -> {
            if (answer[0] != null)
                throw target.failure(Code.INVALID, Outcome.INVOKED, "more than one message in the answer", null);
            answer[0] = decode.apply(bytes);
            return true;
        });
        DynamicMessage found = answer[0];
        if (found == null) throw target.failure(Code.INVALID, Outcome.INVOKED, "no message in the answer", null);
        return found;
    }

    private void make(
            Target target,
            io.grpc.MethodDescriptor<Message, Incoming> wire,
            CallContext context,
            List<? extends Message> requests,
            ReflectedCall.Sink sink) {
        if (connection.isClosed())
            throw target.failure(Code.CLOSED, Outcome.NOT_INVOKED, "the connection is closed", null);
        CallOptions options = GrpcConnection.options(connection.options().calls(), context);
        Metadata headers = ReflectedHeaders.of(context.entries(), target);
        ReflectedCall.make(target, connection, wire, options, headers, requests, sink);
    }

    private static MethodType type(MethodDescriptor method) {
        if (method.isClientStreaming())
            return method.isServerStreaming() ? MethodType.BIDI_STREAMING : MethodType.CLIENT_STREAMING;
        return method.isServerStreaming() ? MethodType.SERVER_STREAMING : MethodType.UNARY;
    }

    private static io.grpc.MethodDescriptor<Message, Incoming> wire(
            Target target, MethodType type, Message prototype, int answerBytes) {
        return Methods.descriptor(
                        target.service() + "/" + target.method(),
                        ProtoUtils.marshaller(prototype),
                        Incoming.marshaller(answerBytes))
                .setType(type)
                .build();
    }

    /** Parses a message. */
    private interface Parser<T> {
        T parse() throws IOException;
    }

    private static <T> T parsed(Target target, Parser<T> parser) {
        try {
            return parser.parse();
        } catch (IOException | RuntimeException e) {
            throw target.failure(Code.INVALID, Outcome.INVOKED, "answer: " + e.getMessage(), e);
        }
    }

    private static DynamicMessage parse(Descriptor type, byte[] bytes, int depth) throws IOException {
        CodedInputStream in = CodedInputStream.newInstance(bytes);
        in.setRecursionLimit(depth);
        DynamicMessage message = DynamicMessage.parseFrom(type, in);
        if (!in.isAtEnd()) throw new InvalidProtocolBufferException("it ends before its bytes do");
        return message;
    }
}
