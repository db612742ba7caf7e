package io.rmix.registry;

import io.rmix.Idempotent;
import io.rmix.Name;
import io.rmix.RemoteRef;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A service that gives references by name. It needs no class of any object bound in it, and can be called over every provider.
 *
 * <pre>{@code
 * rmix.export(Registry.class, new RegistryServant(), "grpc://127.0.0.1:9000/registry", "soap://127.0.0.1:9001/registry");
 *
 * Registry registry = rmix.connect(Registry.class, "soap://127.0.0.1:9001/registry").sync();
 * registry.bind("bank", bankExport.ref());
 * Bank bank = rmix.connect(Bank.class, registry.lookup("bank")).sync();
 * }</pre>
 *
 * <p>A name has 1 to 200 letters, digits, {@code . _ - /}. A registry is a number of bindings that changes one step at a time; every change gets a
 * revision, counted from 1.
 *
 * <p><b>Errors.</b> Beside what is declared, a name that is none, and a registry that is full, are refused with {@code INVALID} and
 * {@code NOT_INVOKED}.
 */
@Name("rmix.v1.Registry")
public interface Registry {
    /** The usual exported name of a registry. */
    String SERVICE = "registry";

    /**
     * Gives a reference a name that is free, or has that very reference already.
     *
     * @throws AlreadyBoundException if the name belongs to another reference
     */
    void bind(String name, RemoteRef ref) throws AlreadyBoundException;

    /** Gives a reference a name, whatever had it before. */
    void rebind(String name, RemoteRef ref);

    /** Frees a name. Returns whether it was bound. */
    boolean unbind(String name);

    /** @throws NotBoundException if nothing has that name */
    @Idempotent
    RemoteRef lookup(String name) throws NotBoundException;

    /** All bindings whose name begins so, by name; an empty prefix gives all. */
    @Idempotent
    Map<String, RemoteRef> list(String prefix);

    /**
     * Waits for changes of names that begin so.
     *
     * @param after revision that the caller has seen, as {@link Changes#revision} said; 0 to begin
     * @param patience how long to wait if there is no change yet, at most a minute; zero asks and does not wait
     * @return at once if there are changes after that revision; else when one comes, or without any when the time has passed
     */
    @Idempotent
    Changes watch(String prefix, long after, Duration patience);

    /**
     * What has changed.
     *
     * @param revision up to which the caller knows all, for the next {@link Registry#watch}
     * @param whole whether these are all bindings rather than changes: those that the caller knows beside them are gone. So it is at the beginning,
     *     after a restart of the registry, and if the caller was away for longer than the registry remembers.
     * @param changes the last one of each name that changed
     */
    record Changes(long revision, boolean whole, List<Change> changes) {
        public Changes {
            changes = List.copyOf(changes);
        }
    }

    /**
     * A binding as it is now.
     *
     * @param ref empty if the name is free now
     */
    record Change(String name, Optional<RemoteRef> ref) {}
}
