package io.rmix.grpc;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import io.grpc.KnownLength;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.StatusRuntimeException;
import io.rmix.spi.LaneAck;
import io.rmix.spi.LaneCodec;
import io.rmix.spi.LaneFrame;
import io.rmix.spi.Payload;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The method {@code rmix.v1.Lane/Open} and its messages, read out of the transport's buffers with one copy of each payload. */
final class LaneMessages {
    private static final ServiceDescriptor SERVICE =
            io.rmix.proto.v1.LaneFrame.getDescriptor().getFile().findServiceByName("Lane");

    private static final SpareArrays SPARE = new SpareArrays();

    static final String SERVICE_NAME = SERVICE.getFullName();

    /** As a client calls it. */
    static final MethodDescriptor<LaneFrame, Received<LaneAck>> CLIENT =
            open(outbound(Outgoing::of), inbound(in -> LaneCodec.readAck(CodedInputStream.newInstance(bytes(in)))));

    /** As a server has it. */
    static final MethodDescriptor<Received<LaneFrame>, LaneAck> SERVER =
            open(inbound(LaneMessages::frame), outbound(ack -> Outgoing.of(new Payload.Bytes(LaneCodec.encode(ack)))));

    private LaneMessages() {}

    static Object schema() {
        return Schema.of(SERVICE).supplier();
    }

    private static <Q, A> MethodDescriptor<Q, A> open(
            MethodDescriptor.Marshaller<Q> request, MethodDescriptor.Marshaller<A> response) {
        return MethodDescriptor.newBuilder(request, response)
                .setType(MethodType.BIDI_STREAMING)
                .setFullMethodName(MethodDescriptor.generateFullMethodName(SERVICE_NAME, "Open"))
                .setSchemaDescriptor(Schema.of(SERVICE).supplier("Open"))
                .build();
    }

    /**
     * A message, or what is wrong with the bytes.
     *
     * @param message null if there is a problem
     */
    record Received<T>(@Nullable T message, String problem) {}

    private interface Writer<T> {
        InputStream write(T message);
    }

    private interface Reader<T> {
        T read(InputStream in) throws IOException;
    }

    private static <T> MethodDescriptor.Marshaller<T> outbound(Writer<T> writer) {
        return new MethodDescriptor.Marshaller<>() {
            @Override
            public InputStream stream(T value) {
                return writer.write(value);
            }

            @Override
            public T parse(InputStream stream) {
                throw new UnsupportedOperationException();
            }
        };
    }

    private static <T> MethodDescriptor.Marshaller<Received<T>> inbound(Reader<T> reader) {
        return new MethodDescriptor.Marshaller<>() {
            @Override
            public InputStream stream(Received<T> value) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Received<T> parse(InputStream stream) {
                try {
                    return new Received<>(reader.read(stream), "");
                } catch (IOException | StatusRuntimeException e) {
                    return new Received<>(null, "malformed: " + e.getMessage());
                }
            }
        };
    }

    private static LaneFrame frame(InputStream in) throws IOException {
        if (!(in instanceof KnownLength)) return LaneCodec.read(in.readAllBytes());
        int size = in.available();
        byte[] array = SPARE.take(size);
        fill(array, size, in);
        return LaneCodec.read(array, size, () -> SPARE.give(array));
    }

    /**
     * One array and one copy; protobuf's own way over the transport's buffers is slower. The library bounds the size, that of a compressed message
     * while it is read, with a StatusRuntimeException.
     */
    private static byte[] bytes(InputStream in) throws IOException {
        if (!(in instanceof KnownLength)) return in.readAllBytes();
        byte[] bytes = new byte[in.available()];
        fill(bytes, bytes.length, in);
        return bytes;
    }

    private static void fill(byte[] bytes, int size, InputStream in) throws IOException {
        if (in.readNBytes(bytes, 0, size) < size) throw new EOFException("the message is cut short");
    }
}
