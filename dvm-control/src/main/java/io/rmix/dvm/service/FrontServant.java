package io.rmix.dvm.service;

import io.rmix.InvocationException.Code;
import io.rmix.Outcome;
import io.rmix.RefusedException;
import io.rmix.ServerContext;
import io.rmix.contract.EncodeException;
import io.rmix.contract.Operation;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * What clients call at a member: an object of the service interface whose calls become commands. A call returns what the local
 * replica answered, when it has applied the command.
 *
 * <p><b>Threads.</b> Any; each waiting call holds its thread.
 *
 * <p><b>Errors.</b> Declared exceptions are thrown as themselves; all else is a {@link RefusedException} with its outcome: NOT_INVOKED if no member will
 * apply the command, UNKNOWN if some may, INVOKED if the service refused it.
 */
public final class FrontServant implements InvocationHandler {
    private static final @Nullable Object[] NONE = {};

    private final CallCodec codec;
    private final Submitter submitter;

    /** Takes commands to the ring. */
    @FunctionalInterface
    public interface Submitter {
        /**
         * Submits a command and returns at once, or fails the future with a {@link RefusedException} or {@link CommandRefusedException}.
         *
         * @return completes with the local replica's answer
         */
        CompletableFuture<byte[]> submit(byte[] command);
    }

    private FrontServant(CallCodec codec, Submitter submitter) {
        this.codec = codec;
        this.submitter = submitter;
    }

    /** The front of a service. */
    public static <T> T of(ContractService<T> service, Submitter submitter) {
        Class<T> type = service.type();
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, new FrontServant(service.codec(), submitter)));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        Operation operation = codec.contract().find(method);
        if (operation != null) {
            return call(operation, arguments == null ? NONE : arguments);
        }
        if (method.isDefault()) {
            return InvocationHandler.invokeDefault(proxy, method, arguments);
        }
        return switch (method.getName()) {
            case "equals" -> arguments != null && proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> "front of " + codec.contract().name();
        };
    }

    private @Nullable Object call(Operation operation, @Nullable Object[] arguments) throws Throwable {
        byte[] command;
        try {
            command = codec.command(operation, arguments);
        } catch (EncodeException e) {
            throw new RefusedException(
                    e.tooLarge() ? Code.TOO_LARGE : Code.INVALID, Outcome.NOT_INVOKED, String.valueOf(e.getMessage()));
        }
        return codec.answer(operation, await(submitter.submit(command)));
    }

    private static byte[] await(CompletableFuture<byte[]> answer) throws Throwable {
        long deadline =
                ServerContext.current().flatMap(ServerContext::deadlineNanos).orElse(Long.MAX_VALUE);
        try {
            return deadline == Long.MAX_VALUE
                    ? answer.get()
                    : answer.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new RefusedException(
                    Code.DEADLINE_EXCEEDED,
                    Outcome.UNKNOWN,
                    "the command was not applied before the caller's deadline");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RefusedException(Code.CANCELLED, Outcome.UNKNOWN, "interrupted before the command was applied");
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            if (cause instanceof CommandRefusedException) {
                throw new RefusedException(Code.SERVANT_FAILED, Outcome.INVOKED, String.valueOf(cause.getMessage()));
            }
            throw cause;
        }
    }
}
