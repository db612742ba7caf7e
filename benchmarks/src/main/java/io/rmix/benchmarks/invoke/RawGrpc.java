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
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Plain grpc-java as a user who knows it well would have it: generated protobuf messages, executors as fast as any, no retries, as
 * with RMIX, and streams with room. The client has byte arrays and wants byte arrays; the server hands on the byte string that
 * it got. The messages are, byte for byte, those that RMIX sends.
 */
final class RawGrpc {
    private static final int WINDOW = 4 << 20;

    /** Messages of a stream that the server asks for at once; one by one, as is the default, it takes a fifth of them at best. */
    private static final int BATCH = 256;

    /** What a stream holds back at the client before it says that it is not ready; the default is an eighth. */
    private static final int READY_BYTES = 256 << 10;

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

    /** What grpc-java's own benchmarks use: on two processors up to three times the rate of the default executor. */
    private static Executor executor() {
        return new ForkJoinPool(
                Runtime.getRuntime().availableProcessors(),
                ForkJoinPool.defaultForkJoinWorkerThreadFactory,
                null,
                true);
    }

    /** Returns its port; runs as long as the process. */
    static int serve(AtomicLong sunk) throws IOException {
        Server server = NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0))
                .executor(executor())
                .flowControlWindow(WINDOW)
                .addService(ServerServiceDefinition.builder("raw.Echo")
                        .addMethod(ECHO, ServerCalls.asyncUnaryCall((request, answer) -> {
                            answer.onNext(BytesValue.of(request.getValue()));
                            answer.onCompleted();
                        }))
                        .addMethod(SINK, ServerCalls.asyncClientStreamingCall(answer -> new Sink(answer, sunk)))
                        .build())
                .build()
                .start();
        return server.getPort();
    }

    /** Asks for messages by the batch, not one by one. */
    private static final class Sink implements StreamObserver<BytesValue> {
        private final ServerCallStreamObserver<Empty> answer;
        private final AtomicLong sunk;
        private int asked = 2 * BATCH;

        Sink(StreamObserver<Empty> answer, AtomicLong sunk) {
            this.answer = (ServerCallStreamObserver<Empty>) answer;
            this.sunk = sunk;
            this.answer.disableAutoRequest();
            this.answer.request(asked);
        }

        @Override
        public void onNext(BytesValue value) {
            if (!value.getValue().isEmpty()) sunk.incrementAndGet();
            if (--asked > BATCH) return;
            asked += BATCH;
            answer.request(BATCH);
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
                .executor(executor())
                .disableRetry()
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
                if (!future.isDone()) future.completeExceptionally(new IllegalStateException("no answer"));
            }
        });
        return future;
    }

    /** One client stream, written as fast as its flow control allows by the thread that made it. */
    static final class Stream {
        private final ClientCall<BytesValue, Empty> call;
        private final Thread sender = Thread.currentThread();
        private final CompletableFuture<Status> end = new CompletableFuture<>();

        Stream(ManagedChannel channel) {
            call = channel.newCall(SINK, CallOptions.DEFAULT.withOnReadyThreshold(READY_BYTES));
            call.start(
                    new ClientCall.Listener<>() {
                        @Override
                        public void onReady() {
                            LockSupport.unpark(sender);
                        }

                        @Override
                        public void onClose(Status status, Metadata trailers) {
                            end.complete(status);
                            LockSupport.unpark(sender);
                        }
                    },
                    new Metadata());
            call.request(2);
        }

        void send(byte[] value) {
            while (!call.isReady()) {
                if (end.isDone()) throw end.join().asRuntimeException();
                LockSupport.park(this);
            }
            call.sendMessage(BytesValue.of(ByteString.copyFrom(value)));
        }

        /** Waits until the server has had everything. */
        void finish() {
            call.halfClose();
            Status status = end.join();
            if (!status.isOk()) throw status.asRuntimeException();
        }
    }
}
