package io.rmix.contract;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The codec of a message that RMIX lays out. */
final class BodyMessageCodec<T extends @Nullable Object> implements MessageCodec<T> {
    /** What to do with a value before it is measured, and what stands for a null where null is allowed. */
    interface Holder<T extends @Nullable Object> {
        Object of(T value);
    }

    private final Body body;
    private final ProtoCodec.Limits limits;
    private final Root root;
    private final Holder<T> holder;

    BodyMessageCodec(Body body, ProtoCodec.Limits limits, Root root, Holder<T> holder) {
        this.body = body;
        this.limits = limits;
        this.root = root;
        this.holder = holder;
    }

    @Override
    @SuppressWarnings("NullAway") // T itself says whether null may be given
    public Encoding prepare(@Nullable T value) {
        try {
            return Measured.of(limits, body, holder.of(value));
        } catch (EncodeException e) {
            throw e.at(root);
        }
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"}) // the body makes null of void only
    public T decode(CodedInputStream in) {
        int before = in.getTotalBytesRead();
        int levels = in.setRecursionLimit(limits.maxDepth());
        int sizeLimit = in.setSizeLimit((int) Math.min(
                Integer.MAX_VALUE, before + limits.maxBytes() + 1L)); // one more: at the limit a stream looks ended
        try {
            checkSize(in.getBytesUntilLimit());
            Object read = body.read(in, new Reading(limits.maxDepth()));
            checkSize(in.getTotalBytesRead() - before);
            if (in.getBytesUntilLimit() > 0) {
                throw Reading.truncated();
            }
            return (T) read;
        } catch (DecodeException e) {
            throw e.at(root);
        } finally {
            in.setRecursionLimit(levels);
            in.setSizeLimit(sizeLimit);
        }
    }

    @Override
    public T decode(byte[] bytes) {
        checkSize(bytes.length);
        return decode(CodedInputStream.newInstance(bytes));
    }

    @Override
    public T decode(ByteBuffer buffer) {
        checkSize(buffer.remaining());
        return decode(CodedInputStream.newInstance(buffer));
    }

    @Override
    public T decode(ByteString bytes) {
        checkSize(bytes.size());
        return decode(bytes.newCodedInput());
    }

    private void checkSize(int bytes) {
        if (bytes > limits.maxBytes()) {
            throw new DecodeException("takes more than the " + limits.maxBytes() + " bytes allowed to a message")
                    .at(root);
        }
    }
}
