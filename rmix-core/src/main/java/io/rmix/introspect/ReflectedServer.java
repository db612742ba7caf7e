package io.rmix.introspect;

import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import io.rmix.Endpoint;
import io.rmix.InvocationException;
import io.rmix.spi.CallContext;
import io.rmix.spi.Reflection;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A server that need not know RMIX, called by what it says of itself by its protocol's own means: over gRPC, by server reflection.
 * Messages are protobuf's, of types that the server describes. What it said once is kept: take another to see changes.
 *
 * <p><b>Threads:</b> safe for any number; every method waits on the caller's. An interrupt ends the wait and is kept.
 *
 * <p><b>Errors:</b> {@link InvocationException}, with the outcome of the call, or of the question to the server: {@code UNSUPPORTED} if it
 * describes nothing, {@code INVALID} if no sense can be made of what it says. An {@link Rmix}'s client interceptors hear of none of
 * these calls. An entry that the protocol cannot carry is {@code INVALID} or {@code TOO_LARGE}, when a call would take it along.
 *
 * @see io.rmix.Rmix#reflect
 */
public final class ReflectedServer implements AutoCloseable {
    private static final Duration DESCRIPTION = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private final Endpoint address;
    private final Reflection reflection;
    private final Runnable onClose;
    private final Duration deadline;
    private final Map<String, String> entries;

    /** For {@link io.rmix.Rmix#reflect}, which makes them. */
    public ReflectedServer(Endpoint address, Reflection reflection, Runnable onClose) {
        this(address, reflection, onClose, Duration.ZERO, Map.of());
    }

    private ReflectedServer(
            Endpoint address, Reflection reflection, Runnable onClose, Duration deadline, Map<String, String> entries) {
        this.address = address;
        this.reflection = reflection;
        this.onClose = onClose;
        this.deadline = deadline;
        this.entries = entries;
    }

    /**
     * The same server with a deadline for each call; without one, calls wait as long as it takes. One longer than 100 years
     * counts as that.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public ReflectedServer withDeadline(Duration time) {
        if (time.isNegative() || time.isZero())
            throw new IllegalArgumentException("a deadline is positive, not " + time);
        Duration within = time.compareTo(LONGEST) > 0 ? LONGEST : time;
        return new ReflectedServer(address, reflection, onClose, within, entries);
    }

    /**
     * The same server with an entry that travels with each call and question, as metadata of the protocol: over gRPC, a request
     * header.
     */
    public ReflectedServer withEntry(String key, String value) {
        Map<String, String> more = new HashMap<>(entries);
        more.put(key, value);
        return new ReflectedServer(address, reflection, onClose, deadline, Map.copyOf(more));
    }

    /** Full names of the services, by name; waits at most 10 s, or until a shorter deadline. */
    public List<String> services() {
        return reflection.services(questions());
    }

    /**
     * A service by its full name; waits at most 10 s, or until a shorter deadline.
     *
     * @throws IllegalArgumentException if there is none; names those there are
     */
    public ServiceDescriptor service(String name) {
        CallContext context = questions();
        return reflection
                .service(name, context)
                .orElseThrow(() -> new IllegalArgumentException(address.address() + ": no service '" + name
                        + "' here; there are " + reflection.services(context)));
    }

    /**
     * Calls a method, and returns when its last answer has been taken.
     *
     * @param method of a service that this server described
     * @param requests of the method's input type: one, or any number if the client streams
     * @param answers takes each answer on the caller's thread; the next is asked for when it returns. If it throws, the call is
     *     cancelled and that is thrown
     * @throws IllegalArgumentException if the requests do not fit the method
     */
    public void call(MethodDescriptor method, List<? extends Message> requests, Consumer<DynamicMessage> answers) {
        if (requests.size() != 1 && !method.isClientStreaming())
            throw new IllegalArgumentException(method.getFullName() + " takes one message, not " + requests.size());
        for (Message request : requests)
            if (request.getDescriptorForType() != method.getInputType())
                throw new IllegalArgumentException(method.getFullName() + " takes a "
                        + method.getInputType().getFullName() + " that the server described, not a "
                        + request.getDescriptorForType().getFullName());
        reflection.call(method, requests, context(deadline), answers);
    }

    private CallContext questions() {
        return context(deadline.isZero() || deadline.compareTo(DESCRIPTION) > 0 ? DESCRIPTION : deadline);
    }

    private CallContext context(Duration time) {
        long end = time.isZero() ? CallContext.NO_DEADLINE : System.nanoTime() + time.toNanos();
        return new CallContext("", end, entries);
    }

    /** Gives the connection back; those made from this one by {@code with…} use it too. */
    @Override
    public void close() {
        onClose.run();
    }

    @Override
    public String toString() {
        return address.address();
    }
}
