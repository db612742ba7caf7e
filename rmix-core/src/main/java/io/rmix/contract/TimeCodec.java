package io.rmix.contract;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Instant and Duration, as google.protobuf.Timestamp and Duration: both {int64 seconds = 1; int32 nanos = 2}. */
final class TimeCodec extends ValueCodec.OfMessage {
    private static final int SECONDS = 1;
    private static final int NANOS = 2;

    private final boolean instant;

    TimeCodec(boolean instant) {
        this.instant = instant;
    }

    @Override
    long size(@Nullable Object value, Measured measured) {
        if (instant) {
            Times.checkInstant((Instant) Checks.instance(value, Instant.class));
        } else {
            Times.checkDuration((Duration) Checks.instance(value, Duration.class));
        }
        return 1L + body(seconds(value), nanos(value)); // less than 128 bytes, so that the length takes one
    }

    @Override
    void write(Object value, CodedOutputStream out, Measured measured) throws IOException {
        long seconds = seconds(value);
        int nanos = nanos(value);
        out.writeUInt32NoTag(body(seconds, nanos));
        if (seconds != 0) {
            out.writeInt64(SECONDS, seconds);
        }
        if (nanos != 0) {
            out.writeInt32(NANOS, nanos);
        }
    }

    private static int body(long seconds, int nanos) {
        return (seconds == 0 ? 0 : CodedOutputStream.computeInt64Size(SECONDS, seconds))
                + (nanos == 0 ? 0 : CodedOutputStream.computeInt32Size(NANOS, nanos));
    }

    private static long seconds(@Nullable Object value) {
        return value instanceof Instant point
                ? point.getEpochSecond()
                : Times.seconds((Duration) Checks.instance(value, Duration.class));
    }

    private static int nanos(@Nullable Object value) {
        return value instanceof Instant point
                ? point.getNano()
                : Times.nanos((Duration) Checks.instance(value, Duration.class));
    }

    @Override
    Object read(CodedInputStream in, Reading reading) throws IOException {
        int outer = reading.open(in);
        long seconds = 0;
        int nanos = 0;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag) {
                case SECONDS << 3 -> seconds = in.readInt64();
                case NANOS << 3 -> nanos = in.readInt32();
                default -> Reading.skip(in, tag);
            }
        }
        reading.close(in, outer);
        return instant ? Times.instant(seconds, nanos) : Times.duration(seconds, nanos);
    }

    @Override
    Object absent(Reading reading) {
        return instant ? Instant.EPOCH : Duration.ZERO;
    }
}
