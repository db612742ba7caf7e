package io.rmix.contract;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.ExtensionRegistryLite;
import com.google.protobuf.Message;
import java.io.IOException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The codec of a request or response that is a protobuf message of the user's own. */
final class GeneratedMessageCodec<T extends @Nullable Object> implements MessageCodec<T> {
    private final String name;
    private final MessageType type;
    private final ProtoCodec.Limits limits;
    private final Root root;
    private final Function<T, @Nullable Object> unwrap;
    private final Function<Message, T> wrap;

    /** @param name of the parameter, or {@code result} */
    GeneratedMessageCodec(
            String name,
            MessageType type,
            ProtoCodec.Limits limits,
            Root root,
            Function<T, @Nullable Object> unwrap,
            Function<Message, T> wrap) {
        this.name = name;
        this.type = type;
        this.limits = limits;
        this.root = root;
        this.unwrap = unwrap;
        this.wrap = wrap;
    }

    @Override
    @SuppressWarnings("NullAway") // T itself says whether null may be given
    public Encoding prepare(@Nullable T value) {
        try {
            Object message = unwrap.apply(value);
            try {
                type.check(message);
            } catch (EncodeException e) {
                throw e.within(name);
            }
            return encoding((Message) Checks.instance(message, type.javaType()));
        } catch (EncodeException e) {
            throw e.at(root);
        }
    }

    private Encoding encoding(Message message) {
        int size = message.getSerializedSize();
        if (size > limits.maxBytes()) {
            throw EncodeException.tooLarge("takes " + size + " bytes, more than the " + limits.maxBytes() + " allowed");
        }
        return new Encoding() {
            @Override
            public int size() {
                return size;
            }

            @Override
            public void writeTo(CodedOutputStream out) throws IOException {
                message.writeTo(out);
            }

            @Override
            public byte[] toByteArray() {
                return message.toByteArray();
            }
        };
    }

    @Override
    public T decode(CodedInputStream in) {
        int before = in.getTotalBytesRead();
        int levels = in.setRecursionLimit(limits.maxDepth() - 1);
        int sizeLimit = in.setSizeLimit((int) Math.min(Integer.MAX_VALUE, before + limits.maxBytes() + 1L));
        try {
            checkSize(in.getBytesUntilLimit());
            Message read = type.parser().parsePartialFrom(in, ExtensionRegistryLite.getEmptyRegistry());
            in.checkLastTagWas(0);
            checkSize(in.getTotalBytesRead() - before);
            if (in.getBytesUntilLimit() > 0) {
                throw Reading.truncated();
            }
            return wrap.apply(BytesCodecs.OfGenerated.initialized(read));
        } catch (IOException e) {
            throw new DecodeException("is malformed: " + e.getMessage(), e).at(root);
        } catch (DecodeException e) {
            throw e.at(root);
        } finally {
            in.setRecursionLimit(levels);
            in.setSizeLimit(sizeLimit);
        }
    }

    private void checkSize(int bytes) {
        if (bytes > limits.maxBytes()) {
            throw new DecodeException("takes more than the " + limits.maxBytes() + " bytes allowed to a message");
        }
    }
}
