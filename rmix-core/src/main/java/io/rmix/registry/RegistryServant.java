package io.rmix.registry;

import io.rmix.InvocationException.Code;
import io.rmix.Outcome;
import io.rmix.RefusedException;
import io.rmix.RemoteRef;
import io.rmix.ServerContext;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Keeps bindings in memory: at most {@link #MOST} names, and of names that were freed the last {@link #REMEMBERED}.
 *
 * <p><b>Threads.</b> Safe for any number. A caller of {@link #watch} through a stub holds none while it waits; a caller of the object itself waits
 * on its own.
 */
public final class RegistryServant implements Registry, AutoCloseable {
    /** Names that can be bound at one time. */
    public static final int MOST = 100_000;

    /** Freed names that are told to watchers; one that has missed an older one gets all bindings anew. */
    public static final int REMEMBERED = 10_000;

    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final Bindings bindings;
    private volatile boolean closed;

    /** An empty registry. */
    public RegistryServant() {
        this(MOST, REMEMBERED);
    }

    RegistryServant(int most, int remembered) {
        bindings = new Bindings(most, remembered);
    }

    @Override
    public void bind(String name, RemoteRef ref) throws AlreadyBoundException {
        check(name);
        Optional<RemoteRef> other = bindings.bind(name, ref);
        if (other.isPresent()) throw new AlreadyBoundException("'" + name + "' is bound to " + other.get());
    }

    @Override
    public void rebind(String name, RemoteRef ref) {
        check(name);
        bindings.rebind(name, ref);
    }

    @Override
    public boolean unbind(String name) {
        return bindings.unbind(name);
    }

    @Override
    public RemoteRef lookup(String name) throws NotBoundException {
        return bindings.find(name).orElseThrow(() -> new NotBoundException("nothing is bound to '" + name + "'"));
    }

    @Override
    public Map<String, RemoteRef> list(String prefix) {
        return bindings.list(prefix);
    }

    @Override
    public Changes watch(String prefix, long after, Duration patience) {
        if (patience.isNegative() || patience.compareTo(LONGEST) > 0)
            throw new RefusedException(
                    Code.INVALID, Outcome.NOT_INVOKED, "patience is zero to " + LONGEST + ", not " + patience);
        if (closed) throw new RefusedException(Code.CLOSED, Outcome.NOT_INVOKED, "the registry is closing");
        CompletableFuture<Changes> answer = bindings.watch(prefix, after);
        if (!answer.isDone()) {
            Executor atTheEnd = CompletableFuture.delayedExecutor(patience.toMillis(), TimeUnit.MILLISECONDS);
            answer.completeAsync(() -> bindings.since(prefix, after), atTheEnd);
        }
        Optional<ServerContext> call = ServerContext.current();
        if (call.isEmpty() || answer.isDone()) return answer.join();
        call.get().onCancel(() -> answer.cancel(false));
        return ServerContext.later(answer);
    }

    /** Answers those who watch, with no change, and lets nobody wait any more: before its export is closed, which would wait for them. */
    @Override
    public void close() {
        closed = true;
        bindings.close();
    }

    private static void check(String name) {
        if (!name.matches("[A-Za-z0-9._/-]{1,200}"))
            throw new RefusedException(
                    Code.INVALID, Outcome.NOT_INVOKED, "a name has 1 to 200 letters, digits, . _ - /");
    }
}
