package io.rmix.benchmarks.invoke;

import com.google.protobuf.ByteString;
import com.google.protobuf.BytesValue;
import com.google.protobuf.Empty;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Plain grpc-java as a user would have it: generated protobuf messages and the default executors, so that handlers may block.
 * The messages are, byte for byte, those that RMIX sends.
 */
final class RawGrpc {
    private static final int WINDOW = 4 << 20;
    private static final MethodDescriptor<BytesValue, BytesValue> ECHO =
            MethodDescriptor.<BytesValue, BytesValue>newBuilder()
                    .setType(MethodType.UNARY)
                    .setFullMethodName("raw.Echo/Echo")
                    .setRequestMarshaller(ProtoUtils.marshaller(BytesValue.getDefaultInstance()))
                    .setResponseMarshaller(ProtoUtils.marshaller(BytesValue.getDefaultInstance()))
                    .build();
    private static final MethodDescriptor<BytesValue, Empty> SINK = MethodDescriptor.<BytesValue, Empty>newBuilder()
            .setType(MethodType.CLIENT_STREAMING)
            .setFullMethodName("raw.Echo/Sink")
            .setRequestMarshaller(ProtoUtils.marshaller(BytesValue.getDefaultInstance()))
            .setResponseMarshaller(ProtoUtils.marshaller(Empty.getDefaultInstance()))
            .build();

    private RawGrpc() {}

    /** Returns its port; runs as long as the process. */
    static int serve(AtomicLong sunk) throws IOException {
        Server server = NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0))
                .flowControlWindow(WINDOW)
                .addService(ServerServiceDefinition.builder("raw.Echo")
                        .addMethod(ECHO, ServerCalls.asyncUnaryCall((request, answer) -> {
                            byte[] value = request.getValue().toByteArray();
                            answer.onNext(BytesValue.of(ByteString.copyFrom(value)));
                            answer.onCompleted();
                        }))
                        .addMethod(SINK, ServerCalls.asyncClientStreamingCall(answer -> new Sink(answer, sunk)))
                        .build())
                .build()
                .start();
        return server.getPort();
    }

    private record Sink(StreamObserver<Empty> answer, AtomicLong sunk) implements StreamObserver<BytesValue> {
        @Override
        public void onNext(BytesValue value) {
            if (value.getValue().toByteArray().length > 0) sunk.incrementAndGet();
        }

        @Override
        public void onError(Throwable e) {
            System.err.println("stream ended: " + e);
        }

        @Override
        public void onCompleted() {
            answer.onNext(Empty.getDefaultInstance());
            answer.onCompleted();
        }
    }

    static ManagedChannel connect(int port) {
        return NettyChannelBuilder.forAddress("127.0.0.1", port)
                .usePlaintext()
                .flowControlWindow(WINDOW)
                .build();
    }

    static byte[] echo(ManagedChannel channel, byte[] value) {
        BytesValue request = BytesValue.of(ByteString.copyFrom(value));
        return ClientCalls.blockingUnaryCall(channel, ECHO, CallOptions.DEFAULT, request)
                .getValue()
                .toByteArray();
    }

    static CompletableFuture<byte[]> start(ManagedChannel channel, byte[] value) {
        CompletableFuture<byte[]> future = new CompletableFuture<>();
        BytesValue request = BytesValue.of(ByteString.copyFrom(value));
        ClientCalls.asyncUnaryCall(channel.newCall(ECHO, CallOptions.DEFAULT), request, new StreamObserver<>() {
            @Override
            public void onNext(BytesValue answer) {
                future.complete(answer.getValue().toByteArray());
            }

            @Override
            public void onError(Throwable e) {
                future.completeExceptionally(e);
            }

            @Override
            public void onCompleted() {
                future.completeExceptionally(new IllegalStateException("no answer"));
            }
        });
        return future;
    }

    /** One client stream, written as fast as its flow control allows. */
    static final class Stream {
        private final ClientCall<BytesValue, Empty> call;
        private final Thread sender = Thread.currentThread();

        Stream(ManagedChannel channel) {
            call = channel.newCall(SINK, CallOptions.DEFAULT);
            call.start(
                    new ClientCall.Listener<>() {
                        @Override
                        public void onReady() {
                            LockSupport.unpark(sender);
                        }

                        @Override
                        public void onClose(Status status, Metadata trailers) {
                            System.err.println("stream closed: " + status);
                        }
                    },
                    new Metadata());
            call.request(1);
        }

        void send(byte[] value) {
            while (!call.isReady()) LockSupport.park(this);
            call.sendMessage(BytesValue.of(ByteString.copyFrom(value)));
        }
    }
}
