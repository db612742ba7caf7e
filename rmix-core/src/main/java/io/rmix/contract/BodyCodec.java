package io.rmix.contract;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A message within a message: a record, or the wrapper of a list, map or optional that is itself an element. */
final class BodyCodec extends ValueCodec.OfMessage {
    private final Class<?> javaType;
    private @Nullable Body body;

    BodyCodec(Class<?> javaType) {
        this.javaType = javaType;
    }

    /** Second step of the construction: a record may hold itself. */
    void complete(Body fields) {
        body = fields;
    }

    private Body body() {
        return Objects.requireNonNull(body);
    }

    @Override
    long size(@Nullable Object value, Measured measured) {
        Object present = Checks.instance(value, javaType);
        int slot = measured.enter();
        return measured.leave(slot, body().size(present, measured));
    }

    @Override
    void write(Object value, CodedOutputStream out, Measured measured) throws IOException {
        out.writeUInt32NoTag(measured.next());
        body().write(value, out, measured);
    }

    @Override
    Object read(CodedInputStream in, Reading reading) throws IOException {
        int outer = reading.open(in);
        Object read = body().read(in, reading);
        reading.close(in, outer);
        return Objects.requireNonNull(read);
    }

    @Override
    Object absent(Reading reading) {
        return Objects.requireNonNull(body().absent(reading));
    }
}
