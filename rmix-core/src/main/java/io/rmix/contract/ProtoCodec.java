package io.rmix.contract;

import org.jspecify.annotations.Nullable;

/**
 * The protobuf encoding of a contract's calls, byte for byte that of the messages which {@link ProtoSchema} describes; the rules
 * are in docs/CONTRACTS.md. Immutable and safe for any thread; to be kept, not made for every call.
 */
public final class ProtoCodec {
    /**
     * Bounds, for both directions.
     *
     * @param maxBytes largest message, in bytes, at least 1; too small refuses calls, too large lets a peer take that much memory
     *     several times over
     * @param maxDepth messages within messages, the outermost counted, 1 to 1000; too large risks the stack
     */
    public record Limits(int maxBytes, int maxDepth) {
        /** 16 MiB, 64 deep. */
        public static final Limits DEFAULT = new Limits(16 << 20, 64);

        public Limits {
            if (maxBytes < 1) {
                throw new IllegalArgumentException("maxBytes is " + maxBytes + "; expected at least 1");
            }
            if (maxDepth < 1 || maxDepth > 1000) {
                throw new IllegalArgumentException("maxDepth is " + maxDepth + "; expected 1 to 1000");
            }
        }
    }

    private final Contract contract;
    private final Limits limits;

    private ProtoCodec(Contract contract, Limits limits) {
        this.contract = contract;
        this.limits = limits;
    }

    /** With the default limits. */
    public static ProtoCodec of(Contract contract) {
        return of(contract, Limits.DEFAULT);
    }

    /** With limits. */
    public static ProtoCodec of(Contract contract, Limits limits) {
        return new ProtoCodec(contract, limits);
    }

    /** What it encodes. */
    public Contract contract() {
        return contract;
    }

    /** Its bounds. */
    public Limits limits() {
        return limits;
    }

    /** The request of an operation of this contract: one field for each parameter, or the message that is the only one. */
    public MessageCodec<@Nullable Object[]> request(Operation operation) {
        throw new UnsupportedOperationException(operation.name());
    }

    /** The response of an operation of this contract: {@code result = 1}, nothing for void, or the message that is the result. */
    public MessageCodec<@Nullable Object> response(Operation operation) {
        throw new UnsupportedOperationException(operation.name());
    }

    /** An exception that an operation of this contract declares. A subclass of it is encoded as the declared class. */
    public MessageCodec<Throwable> exception(ExceptionType type) {
        throw new UnsupportedOperationException(type.name());
    }
}
