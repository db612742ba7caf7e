package io.rmix.grpc;

import com.google.protobuf.CodedOutputStream;
import io.grpc.Drainable;
import io.grpc.KnownLength;
import io.grpc.MethodDescriptor;
import io.rmix.contract.Encoding;
import io.rmix.spi.LaneCodec;
import io.rmix.spi.LaneFrame;
import io.rmix.spi.Payload;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** A message that is written straight into the transport's buffer; as a stream only where the library insists. */
abstract class Outgoing extends InputStream implements KnownLength, Drainable {
    /** Up to here one array and one copy are cheaper than a buffer in front of the transport's. */
    private static final int SMALL = 4096;

    /** Passes messages through. */
    static final MethodDescriptor.Marshaller<Outgoing> MARSHALLER = new MethodDescriptor.Marshaller<>() {
        @Override
        public InputStream stream(Outgoing value) {
            return value;
        }

        @Override
        public Outgoing parse(InputStream stream) {
            throw new UnsupportedOperationException();
        }
    };

    private final int size;
    private final int buffer;
    private boolean drained;
    private @Nullable ByteArrayInputStream copy;

    /** @param buffer size of the buffer before the transport's; longer arrays pass it by */
    Outgoing(int size, int buffer) {
        this.size = size;
        this.buffer = buffer;
    }

    abstract void write(CodedOutputStream out) throws IOException;

    static Outgoing of(Encoding encoding) {
        return new Outgoing(encoding.size(), SMALL) {
            @Override
            void write(CodedOutputStream out) throws IOException {
                encoding.writeTo(out);
            }
        };
    }

    static Outgoing of(Payload payload) {
        return new Outgoing(payload.size(), SMALL) {
            @Override
            void write(CodedOutputStream out) throws IOException {
                payload.writeTo(out);
            }
        };
    }

    static Outgoing of(LaneFrame frame) {
        return new Outgoing(LaneCodec.size(frame), 256) {
            @Override
            void write(CodedOutputStream out) throws IOException {
                LaneCodec.write(frame, out);
            }
        };
    }

    private byte[] toBytes() throws IOException {
        byte[] bytes = new byte[size];
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        write(out);
        out.checkNoSpaceLeft();
        return bytes;
    }

    /** Takes what it was made of if that has not been written yet: the caller may change it from now on. */
    synchronized void capture() {
        if (drained || copy != null) return;
        try {
            copy = new ByteArrayInputStream(toBytes());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public synchronized int drainTo(OutputStream target) throws IOException {
        if (copy != null) return (int) copy.transferTo(target);
        if (drained) return 0;
        drained = true;
        if (size <= SMALL) {
            target.write(toBytes());
        } else {
            CodedOutputStream out = CodedOutputStream.newInstance(target, buffer);
            write(out);
            out.flush();
        }
        return size;
    }

    @Override
    public synchronized int available() {
        if (copy != null) return copy.available();
        return drained ? 0 : size;
    }

    @Override
    public synchronized int read() {
        capture();
        return copy == null ? -1 : copy.read();
    }

    @Override
    public synchronized int read(byte[] bytes, int offset, int length) {
        capture();
        return copy == null ? -1 : copy.read(bytes, offset, length);
    }
}
