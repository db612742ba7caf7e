package io.rmix.grpc;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import io.grpc.HasByteBuffer;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.rmix.spi.LaneAck;
import io.rmix.spi.LaneCodec;
import io.rmix.spi.LaneFrame;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The method {@code rmix.v1.Lane/Open} and its messages, read out of the transport's buffers with one copy of each payload. */
final class LaneMessages {
    private static final ServiceDescriptor SERVICE =
            io.rmix.proto.v1.LaneFrame.getDescriptor().getFile().findServiceByName("Lane");

    static final String SERVICE_NAME = SERVICE.getFullName();

    /** As a client calls it. */
    static final MethodDescriptor<LaneFrame, Received<LaneAck>> CLIENT =
            open(outbound(Outgoing::of), inbound(LaneCodec::readAck));

    /** As a server has it. */
    static final MethodDescriptor<Received<LaneFrame>, LaneAck> SERVER =
            open(inbound(LaneCodec::read), outbound(ack -> new ByteArrayInputStream(LaneCodec.encode(ack))));

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
        T read(CodedInputStream in) throws IOException;
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
                    return new Received<>(reader.read(coded(stream)), "");
                } catch (IOException e) {
                    return new Received<>(null, "malformed: " + e.getMessage());
                }
            }
        };
    }

    private static CodedInputStream coded(InputStream in) throws IOException {
        if (!(in instanceof HasByteBuffer buffers) || !buffers.byteBufferSupported() || !in.markSupported())
            return CodedInputStream.newInstance(in);
        in.mark(in.available());
        List<ByteBuffer> parts = new ArrayList<>();
        while (in.available() > 0) {
            ByteBuffer part = buffers.getByteBuffer();
            if (part == null) break;
            parts.add(part);
            in.skipNBytes(part.remaining());
        }
        return parts.size() == 1 ? CodedInputStream.newInstance(parts.get(0)) : CodedInputStream.newInstance(parts);
    }
}
