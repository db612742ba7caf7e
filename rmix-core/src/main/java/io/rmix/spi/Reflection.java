package io.rmix.spi;

import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a peer that need not know RMIX says of itself by its protocol's own means, in protobuf's terms, and calls of that. A
 * provider has it if its protocol does, as gRPC has server reflection. Thread safe; keeps what it was told.
 *
 * <p>All methods wait on the caller's thread, at most until the context's deadline; an interrupt ends the wait as with {@link
 * Connection#call}. The context's entries travel as the protocol's own metadata, which such a peer can read. What the peer says is
 * bounded in bytes, files and depth before anything is made of it; an {@link io.rmix.InvocationException} says what was met:
 * {@code UNSUPPORTED} if the peer tells nothing, {@code INVALID} if no sense can be made of it.
 */
public interface Reflection {
    /** Full names of the services, by name; those that only describe others are left out. */
    List<String> services(CallContext context);

    /** A service by its full name; empty if there is none. */
    Optional<ServiceDescriptor> service(String name, CallContext context);

    /**
     * Calls a method, which may stream either way.
     *
     * @param method of a service that was described here
     * @param requests of the method's input type: one, or any number if the client streams
     * @param answers takes each answer as it comes, on the caller's thread; the next is asked for when it returns. If it throws, the
     *     call is cancelled and that is thrown
     */
    void call(
            MethodDescriptor method,
            List<? extends Message> requests,
            CallContext context,
            Consumer<DynamicMessage> answers);
}
