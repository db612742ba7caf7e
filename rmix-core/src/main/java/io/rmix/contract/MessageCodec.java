package io.rmix.contract;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Encodes and decodes one message of a contract: a request (from and to its arguments, {@code Object[]}), a response (the
 * result; null for void) or an exception. Immutable and safe for any thread.
 *
 * @param <T> Java form of the message
 */
public interface MessageCodec<T extends @Nullable Object> {
    /**
     * Checks and measures a value.
     *
     * @throws EncodeException if it does not fit its types or breaks a limit
     */
    Encoding prepare(@Nullable T value);

    /** {@link #prepare} and {@link Encoding#toByteArray} in one. */
    default byte[] encode(@Nullable T value) {
        return prepare(value).toByteArray();
    }

    /**
     * Decodes what is left of the stream, up to its current limit.
     *
     * @throws DecodeException whatever is wrong, reading errors of the stream included
     */
    T decode(CodedInputStream in);

    /** Decodes the whole array, which is not kept. */
    default T decode(byte[] bytes) {
        return decode(CodedInputStream.newInstance(bytes));
    }

    /** Decodes what remains in the buffer; its position may or may not change. */
    default T decode(ByteBuffer buffer) {
        return decode(CodedInputStream.newInstance(buffer));
    }

    /** Decodes the whole string. */
    default T decode(ByteString bytes) {
        return decode(bytes.newCodedInput());
    }
}
