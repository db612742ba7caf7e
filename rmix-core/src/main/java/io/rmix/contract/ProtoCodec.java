package io.rmix.contract;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    private final List<MessageCodec<@Nullable Object[]>> requests = new ArrayList<>();
    private final List<MessageCodec<@Nullable Object>> responses = new ArrayList<>();
    private final Map<ExceptionType, MessageCodec<Throwable>> exceptions = new HashMap<>();

    private ProtoCodec(Contract contract, Limits limits) {
        this.contract = contract;
        this.limits = limits;
        CodecBuilder builder = new CodecBuilder();
        for (Operation operation : contract.operations()) {
            requests.add(requestCodec(operation, builder));
            responses.add(responseCodec(operation, builder));
            operation.exceptions().forEach(type -> exceptions.computeIfAbsent(type, t -> exceptionCodec(t, builder)));
        }
    }

    private MessageCodec<@Nullable Object[]> requestCodec(Operation operation, CodecBuilder builder) {
        Root root = operation.requestRoot();
        if (operation.messageRequest()) {
            Parameter only = operation.parameters().get(0);
            return new GeneratedMessageCodec<>(
                    only.name(),
                    (MessageType) only.type(),
                    limits,
                    root,
                    arguments -> {
                        operation.checkCount(arguments);
                        return arguments[0];
                    },
                    message -> new Object[] {message});
        }
        return new BodyMessageCodec<>(builder.request(operation), limits, root, arguments -> {
            operation.checkCount(arguments);
            return arguments;
        });
    }

    private MessageCodec<@Nullable Object> responseCodec(Operation operation, CodecBuilder builder) {
        Root root = operation.responseRoot();
        if (operation.messageResponse()) {
            return new GeneratedMessageCodec<>(
                    "result", (MessageType) operation.result(), limits, root, r -> r, m -> m);
        }
        return new BodyMessageCodec<>(builder.response(operation), limits, root, result -> {
            if (operation.result().isVoid()) {
                operation.result().check(result);
                return operation;
            }
            if (result == null) {
                throw Checks.isNull().within("result");
            }
            return result;
        });
    }

    private MessageCodec<Throwable> exceptionCodec(ExceptionType type, CodecBuilder builder) {
        Root root = new Root("exception " + type.name(), "exception " + type.name() + ", field ");
        return new BodyMessageCodec<>(
                builder.struct(type), limits, root, thrown -> Checks.instance(thrown, type.javaType()));
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
        return requests.get(own(operation));
    }

    /** The response of an operation of this contract: {@code result = 1}, nothing for void, or the message that is the result. */
    public MessageCodec<@Nullable Object> response(Operation operation) {
        return responses.get(own(operation));
    }

    /** An exception that an operation of this contract declares. A subclass of it is encoded as the declared class. */
    public MessageCodec<Throwable> exception(ExceptionType type) {
        MessageCodec<Throwable> codec = exceptions.get(type);
        if (codec == null) {
            throw new IllegalArgumentException(type + " is no exception of " + contract);
        }
        return codec;
    }

    private int own(Operation operation) {
        if (contract.find(operation.name()) != operation) {
            throw new IllegalArgumentException(operation + " is no operation of " + contract);
        }
        return operation.index();
    }
}
