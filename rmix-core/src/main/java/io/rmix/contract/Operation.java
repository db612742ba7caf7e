package io.rmix.contract;

import java.lang.invoke.MethodHandle;
import java.lang.reflect.Method;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One method of a service interface. */
public final class Operation {
    /** What annotations say of it. */
    record Traits(boolean oneWay, boolean idempotent, boolean serial) {}

    private final String contract;
    private final Method method;
    private final String name;
    private final int index;
    private final List<Parameter> parameters;
    private final Type result;
    private final List<ExceptionType> exceptions;
    private final Traits traits;
    private final MethodHandle handle;

    Operation(
            String contract,
            Method method,
            String name,
            int index,
            List<Parameter> parameters,
            Type result,
            List<ExceptionType> exceptions,
            Traits traits) {
        this.contract = contract;
        this.method = method;
        this.name = name;
        this.index = index;
        this.parameters = List.copyOf(parameters);
        this.result = result;
        this.exceptions = List.copyOf(exceptions);
        this.traits = traits;
        this.handle = Accessor.spread(method);
    }

    /** The Java method, of the interface or of one that it extends. */
    public Method method() {
        return method;
    }

    /** In lowerCamel and unique in the contract: the method's name, or that of {@link io.rmix.Name}. */
    public String name() {
        return name;
    }

    /** The name in UpperCamel, as protobuf and gRPC have it. */
    public String upperName() {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    /** Place in {@link Contract#operations()}, from 0; not for the wire, for it changes when operations are added. */
    public int index() {
        return index;
    }

    /** As declared. */
    public List<Parameter> parameters() {
        return parameters;
    }

    /** {@link SimpleType#VOID} if there is none. */
    public Type result() {
        return result;
    }

    /** Exceptions that travel typed, as declared, without java.rmi.RemoteException. */
    public List<ExceptionType> exceptions() {
        return exceptions;
    }

    /** Whether it is marked {@link io.rmix.OneWay}. */
    public boolean oneWay() {
        return traits.oneWay();
    }

    /** Whether it is marked {@link io.rmix.Idempotent}. */
    public boolean idempotent() {
        return traits.idempotent();
    }

    /** Whether it, or its interface, is marked {@link io.rmix.Serial}. */
    public boolean serial() {
        return traits.serial();
    }

    /** Whether the only parameter is a protobuf message, which then is the request message itself. */
    public boolean messageRequest() {
        return parameters.size() == 1 && parameters.get(0).type().kind() == Type.Kind.MESSAGE;
    }

    /** Whether the result is a protobuf message, which then is the response message itself. */
    public boolean messageResponse() {
        return result.kind() == Type.Kind.MESSAGE;
    }

    /**
     * The declared exception as which a thrown one travels: its own class, or else the nearest superclass that is declared; the
     * caller then gets that class.
     *
     * @return null if it is not declared
     */
    public @Nullable ExceptionType exceptionFor(Throwable thrown) {
        for (Class<?> type = thrown.getClass(); type != null; type = type.getSuperclass()) {
            for (ExceptionType declared : exceptions) {
                if (declared.javaType() == type) {
                    return declared;
                }
            }
        }
        return null;
    }

    /** The declared exception of a name as in {@link ExceptionType#name()}, or null. */
    public @Nullable ExceptionType exception(String typeName) {
        for (ExceptionType declared : exceptions) {
            if (declared.name().equals(typeName)) {
                return declared;
            }
        }
        return null;
    }

    /**
     * Checks the arguments of a call: their number, and each against its type.
     *
     * @throws EncodeException that names the path of the first that does not fit
     */
    public void checkArguments(@Nullable Object[] arguments) {
        checkCount(arguments);
        for (Parameter parameter : parameters) {
            try {
                parameter.type().check(arguments[parameter.index()]);
            } catch (EncodeException e) {
                throw e.within(parameter.name()).at(requestRoot());
            }
        }
    }

    Root requestRoot() {
        return new Root("the request of " + this, "argument ");
    }

    Root responseRoot() {
        return new Root("the response of " + this, "");
    }

    void checkCount(@Nullable Object[] arguments) {
        if (arguments.length != parameters.size()) {
            String problem = "takes " + parameters.size() + " arguments, " + arguments.length + " are given";
            throw new EncodeException(problem).at(requestRoot());
        }
    }

    /**
     * Calls the method on a servant, without reflection.
     *
     * @param servant implements the interface
     * @param arguments as many as there are parameters, boxed
     * @return null for void
     * @throws Throwable whatever the servant throws, as it is
     */
    public @Nullable Object invoke(Object servant, @Nullable Object[] arguments) throws Throwable {
        return (Object) handle.invokeExact(servant, arguments);
    }

    /** Contract and operation: {@code bank.Accounts.open}. */
    @Override
    public String toString() {
        return contract + "." + name;
    }
}
