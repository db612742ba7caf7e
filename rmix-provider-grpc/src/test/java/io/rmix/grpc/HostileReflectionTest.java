package io.rmix.grpc;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileOptions;
import com.google.protobuf.DynamicMessage;
import io.grpc.reflection.v1.ErrorResponse;
import io.grpc.reflection.v1.FileDescriptorResponse;
import io.grpc.reflection.v1.ListServiceResponse;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.reflection.v1.ServiceResponse;
import io.grpc.stub.StreamObserver;
import io.rmix.Endpoint;
import io.rmix.InvocationException;
import io.rmix.InvocationException.Code;
import io.rmix.Limits;
import io.rmix.Outcome;
import io.rmix.introspect.ReflectedServer;
import io.rmix.testkit.Failures;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A server whose reflection says what does harm, or nothing. */
class HostileReflectionTest extends Fixture {
    /** Answers each question, or not at all. */
    private static final class Liar extends ServerReflectionGrpc.ServerReflectionImplBase {
        private final Function<ServerReflectionRequest, Stream<ServerReflectionResponse>> lies;

        Liar(Function<ServerReflectionRequest, Stream<ServerReflectionResponse>> lies) {
            this.lies = lies;
        }

        @Override
        public StreamObserver<ServerReflectionRequest> serverReflectionInfo(
                StreamObserver<ServerReflectionResponse> answers) {
            return new StreamObserver<>() {
                @Override
                public void onNext(ServerReflectionRequest question) {
                    lies.apply(question).forEach(answers::onNext);
                }

                @Override
                public void onError(Throwable failure) {}

                @Override
                public void onCompleted() {
                    answers.onCompleted();
                }
            };
        }
    }

    private ReflectedServer server(Function<ServerReflectionRequest, Stream<ServerReflectionResponse>> lies)
            throws Exception {
        ReflectedPeer peer = closing(ReflectedPeer.start(List.of(), new Liar(lies), new Sum()));
        return closing(rmix(Limits.defaults()).reflect(Endpoint.parse(peer.endpoint())));
    }

    private static Stream<ServerReflectionResponse> bytes(Stream<ByteString> files) {
        return Stream.of(ServerReflectionResponse.newBuilder()
                .setFileDescriptorResponse(
                        FileDescriptorResponse.newBuilder().addAllFileDescriptorProto(files.toList()))
                .build());
    }

    private static Stream<ServerReflectionResponse> files(FileDescriptorProto.Builder... files) {
        return bytes(Stream.of(files).map(file -> file.build().toByteString()));
    }

    private static FileDescriptorProto.Builder file(String name, String... imports) {
        return FileDescriptorProto.newBuilder().setName(name).addAllDependency(List.of(imports));
    }

    private static String asked(ServerReflectionRequest question) {
        return question.hasFileByFilename() ? question.getFileByFilename() : "0";
    }

    private void refused(String why, Function<ServerReflectionRequest, Stream<ServerReflectionResponse>> lies)
            throws Exception {
        ReflectedServer server = server(lies);
        InvocationException e = Failures.failsWith(Code.INVALID, Outcome.INVOKED, () -> server.service("sum.Sum"));
        assertTrue(e.getMessage().contains(why), e.getMessage());
        assertFalse(e.getMessage().chars().anyMatch(Character::isISOControl), e.getMessage());
        assertTrue(
                e.getMessage().length() < 1500,
                () -> "a message of " + e.getMessage().length());
    }

    @Test
    void filesThatImportOneAnother() throws Exception {
        refused("imports itself", question -> files(file("a", "b"), file("b", "a")));
        refused("imports itself", question -> files(file("a\u001b[31m", "a\u001b[31m")));
    }

    @Test
    void filesThatAreNotThere() throws Exception {
        refused(
                "the peer has no file gone",
                question -> question.hasFileByFilename()
                        ? Stream.of(ServerReflectionResponse.newBuilder()
                                .setErrorResponse(ErrorResponse.newBuilder().setErrorCode(5))
                                .build())
                        : files(file("a", "gone")));
    }

    @Test
    void importsWithoutEnd() throws Exception {
        refused("more than 64 deep", question -> {
            int number = Integer.parseInt(asked(question));
            return files(file("" + number, "" + (number + 1)));
        });
    }

    @Test
    void moreThanThereIsRoomFor() throws Exception {
        refused(
                "more than 2000 files",
                question -> bytes(IntStream.rangeClosed(0, 2000)
                        .mapToObj(i -> file("f" + i).build().toByteString())));
        String[] wide = IntStream.rangeClosed(1, 8).mapToObj(i -> "" + i).toArray(String[]::new);
        refused(
                "more than 16777216 bytes",
                question -> asked(question).equals("0")
                        ? files(file("0", wide))
                        : files(file(asked(question))
                                .setOptions(FileOptions.newBuilder().setGoPackage("x".repeat(3 << 20)))));
        String[] many = IntStream.rangeClosed(0, 1000).mapToObj(i -> "i" + i).toArray(String[]::new);
        refused("more than 1000 imports", question -> files(file("a", many)));
    }

    @Test
    void whatMakesNoSense() throws Exception {
        refused("none", question -> bytes(Stream.of(ByteString.copyFrom(new byte[] {-1, -1, -1}))));
        refused(
                "makes no sense",
                question -> files(file("a")
                        .addMessageType(Sum.FILE.getMessageType(0).toBuilder().setName("no name\n"))));
        refused("whose name is none", question -> files(file("a").setPackage("a" + ".a".repeat(100_000))));
        refused("1000000 characters", question -> files(file("a".repeat(1_000_000))));
        ReflectedServer empty = server(question -> Stream.of());
        Failures.failsWith(Code.INVALID, Outcome.INVOKED, empty::services);
    }

    @Test
    void anAnswerThatIsTooLarge() throws Exception {
        ReflectedServer server = server(question -> bytes(Stream.of(ByteString.copyFrom(new byte[5 << 20]))));
        Failures.failsWith(Code.TOO_LARGE, Outcome.INVOKED, () -> server.service("sum.Sum"));
    }

    @Test
    void noAnswerAtAll() throws Exception {
        ReflectedServer server = server(question -> {
            while (!io.grpc.Context.current().isCancelled()) Thread.onSpinWait();
            return Stream.of();
        });
        ReflectedServer hurried = server.withDeadline(Duration.ofSeconds(1));
        Failures.failsWith(Code.DEADLINE_EXCEEDED, Outcome.UNKNOWN, hurried::services);
    }

    @Test
    void servicesThatAreNone() throws Exception {
        Function<List<String>, ServerReflectionResponse> list = names -> ServerReflectionResponse.newBuilder()
                .setListServicesResponse(ListServiceResponse.newBuilder()
                        .addAllService(names.stream()
                                .map(name -> ServiceResponse.newBuilder()
                                        .setName(name)
                                        .build())
                                .toList()))
                .build();
        ReflectedServer odd = server(question -> question.hasListServices()
                ? Stream.of(list.apply(List.of("\u001b[31m", "a b", "x".repeat(2000), "sum.Sum", "sum.Sum")))
                : files(file("a")));
        String refused = assertThrows(IllegalArgumentException.class, () -> odd.service("sum.Sum"))
                .getMessage();
        assertTrue(refused.endsWith("there are [sum.Sum]"), refused);
        ReflectedServer many = server(question -> Stream.of(
                list.apply(IntStream.rangeClosed(0, 1000).mapToObj(i -> "s" + i).toList())));
        Failures.failsWith(Code.INVALID, Outcome.INVOKED, many::services);
    }

    @Test
    void anAnswerThatIsTooDeep() throws Exception {
        ReflectedServer server = server(question -> files(Sum.FILE.toBuilder()));
        var nest = server.service("sum.Sum").findMethodByName("Nest");
        var value = nest.getInputType().findFieldByName("value");
        server.call(
                nest,
                List.of(DynamicMessage.newBuilder(nest.getInputType())
                        .setField(value, 60L)
                        .build()),
                answer -> {});
        Failures.failsWith(
                Code.INVALID,
                Outcome.INVOKED,
                () -> server.call(
                        nest,
                        List.of(DynamicMessage.newBuilder(nest.getInputType())
                                .setField(value, 70L)
                                .build()),
                        answer -> {}));
    }
}
