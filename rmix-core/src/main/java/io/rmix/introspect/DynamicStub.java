package io.rmix.introspect;

import io.rmix.Endpoint;
import io.rmix.InvocationException;
import io.rmix.RemoteRef;
import io.rmix.Rmix;
import io.rmix.Stub;
import io.rmix.contract.Contract;
import io.rmix.contract.Operation;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A stub whose operations are called by name, made without the servant's classes: the address describes the contract, and {@link
 * ContractClasses} makes an interface of it. Arguments and results are values of {@link #contract()}'s types: Java's own, and
 * instances of the records and enums made, put together by {@link io.rmix.contract.StructType#construct} and {@link
 * io.rmix.contract.EnumType#constant(String)}.
 *
 * <p><b>Threads, arguments, errors:</b> as with {@link Stub}. A declared exception arrives as an instance of the class made for it.
 */
public final class DynamicStub implements AutoCloseable {
    private static final Duration DESCRIPTION = Duration.ofSeconds(10);

    private final Stub<Object> stub;

    @SuppressWarnings("unchecked")
    private DynamicStub(Stub<?> stub) {
        this.stub = (Stub<Object>) stub;
    }

    /** Calls the operations of any stub by name; closing it closes that. */
    public static DynamicStub of(Stub<?> stub) {
        return new DynamicStub(stub);
    }

    /**
     * Asks the address for the contract, for at most 10 s, and makes a stub.
     *
     * @throws InvocationException if the address does not answer or has no introspection
     * @throws IllegalArgumentException if there is no such service, or no interface can be made of its description
     */
    public static DynamicStub connect(Rmix rmix, Endpoint endpoint) {
        return new DynamicStub(rmix.connect(ContractClasses.define(describe(rmix, endpoint)), endpoint));
    }

    /**
     * As {@link #connect(Rmix, Endpoint)}, for the contract that the first of the reference's endpoints to answer describes.
     *
     * @throws InvocationException if none answers; what the last one said
     */
    public static DynamicStub connect(Rmix rmix, RemoteRef ref) {
        @Nullable RuntimeException failure = null;
        for (RemoteRef.Entry entry : ref.endpoints()) {
            try {
                ContractInfo info = describe(rmix, entry.endpoint());
                return new DynamicStub(rmix.connect(ContractClasses.define(info), ref));
            } catch (InvocationException | IllegalArgumentException e) {
                if (failure != null) e.addSuppressed(failure);
                failure = e;
            }
        }
        throw failure != null ? failure : new IllegalStateException("a reference without endpoints: " + ref);
    }

    /**
     * Asks an address for the contract of one of its services, for at most 10 s.
     *
     * @throws InvocationException if the address does not answer or has no introspection
     * @throws IllegalArgumentException if there is no such service
     */
    public static ContractInfo describe(Rmix rmix, Endpoint endpoint) {
        if (endpoint.service().isEmpty())
            throw new IllegalArgumentException("no service in " + endpoint + "; expected scheme://host:port/service");
        try (Stub<Introspection> asked =
                rmix.connect(Introspection.class, endpoint.withService(Introspection.SERVICE))) {
            return asked.withDeadline(DESCRIPTION).sync().describe(endpoint.service());
        } catch (UnknownServiceException e) {
            throw new IllegalArgumentException(endpoint.address() + ": " + e.getMessage(), e);
        }
    }

    /** Of the interface that was made. */
    public Contract contract() {
        return stub.contract();
    }

    /** The same object seen through the interface that was made. */
    public Stub<?> stub() {
        return stub;
    }

    /**
     * Invokes asynchronously.
     *
     * @param arguments one for each parameter, boxed
     * @return the result, null for void
     * @throws IllegalArgumentException if there is no such operation; names those there are
     * @throws io.rmix.contract.EncodeException if an argument does not fit; names its path
     */
    @SuppressWarnings("NullAway") // The result of a void method is null, as with any stub.
    public CompletableFuture<@Nullable Object> invoke(String operation, Object... arguments) {
        Operation found = find(operation, arguments);
        return stub.async(service -> on(service, found, arguments));
    }

    /**
     * Invokes and waits for the result.
     *
     * @return the result, null for void
     * @throws Exception a declared exception or an {@link InvocationException}; else as {@link #invoke}
     */
    public @Nullable Object call(String operation, Object... arguments) throws Exception {
        return on(stub.sync(), find(operation, arguments), arguments);
    }

    /** Invokes one-way, in this stub's lane; errors as with {@link #invoke}. */
    public void oneWay(String operation, Object... arguments) throws Exception {
        on(stub.oneWay(), find(operation, arguments), arguments);
    }

    private Operation find(String operation, Object[] arguments) {
        Operation found = contract().find(operation);
        if (found == null)
            throw new IllegalArgumentException(contract() + " has no operation '" + operation + "'; there are "
                    + contract().operations().stream().map(Operation::name).toList());
        found.checkArguments(arguments);
        return found;
    }

    private static @Nullable Object on(Object service, Operation operation, Object[] arguments) throws Exception {
        try {
            return operation.invoke(service, arguments);
        } catch (Exception | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("a declared exception that is none: " + e, e);
        }
    }

    /** As {@link Stub#withDeadline}. */
    public DynamicStub withDeadline(Duration time) {
        return new DynamicStub(stub.withDeadline(time));
    }

    /** As {@link Stub#withEntry}. */
    public DynamicStub withEntry(String key, String value) {
        return new DynamicStub(stub.withEntry(key, value));
    }

    /** As {@link Stub#close}. */
    @Override
    public void close() {
        stub.close();
    }

    @Override
    public String toString() {
        return stub.toString();
    }
}
