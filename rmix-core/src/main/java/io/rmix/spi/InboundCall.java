package io.rmix.spi;

import io.rmix.Endpoint;
import java.security.Principal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A call that has arrived, given to {@link Dispatcher}. The engine calls {@link #arguments} once, then exactly one of
 * {@link #succeed} and {@link #fail}, on a thread of its own.
 */
public interface InboundCall {
    /** The service that is called. */
    ExportedService service();

    /** The method that is called. */
    io.rmix.contract.Operation operation();

    /** Where it came in, with the service's name. */
    Endpoint endpoint();

    /** The caller's address as the transport sees it. */
    String peer();

    /** The caller as its certificate names it; empty without one. May take time: asked only if somebody wants to know. */
    default Optional<Principal> principal() {
        return Optional.empty();
    }

    /** Whether the connection is protected by TLS. */
    default boolean encrypted() {
        return false;
    }

    /** What travelled beside the arguments; the deadline is by this process's clock. */
    CallContext context();

    /**
     * Decodes.
     *
     * @throws Exception if the bytes do not fit the contract: the call is refused with {@code INVALID} and NOT_INVOKED
     */
    @Nullable Object[] arguments() throws Exception;

    /** Nothing of the arguments is used any more: memory that they came in may be used again. Any thread, any number of times, also after the answer. */
    default void releaseArguments() {}

    /**
     * Answers with a result.
     *
     * @param result null for void
     */
    void succeed(@Nullable Object result);

    /** Answers with a failure. */
    void fail(Failure failure);
}
