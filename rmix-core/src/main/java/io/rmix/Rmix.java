package io.rmix;

import io.rmix.engine.Engine;
import io.rmix.engine.EngineOptions;
import io.rmix.engine.Interceptors;
import io.rmix.engine.plugin.InterceptorRegistry;
import io.rmix.introspect.DynamicStub;
import io.rmix.introspect.ReflectedServer;
import io.rmix.plugin.Plugins;
import io.rmix.spi.InterceptorFactory;
import io.rmix.spi.Provider;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * One process's part in remote invocation: exports servants and connects stubs. Providers are found on the class path; the
 * scheme of an endpoint chooses one.
 *
 * <pre>{@code
 * try (Rmix rmix = Rmix.create()) {
 *     Export export = rmix.export(Greeter.class, new PoliteGreeter(), "grpc://127.0.0.1:0/greeter");
 *     Greeter greeter = rmix.connect(Greeter.class, export.endpoint()).sync();
 *     greeter.greet("Ada");
 * }
 * }</pre>
 *
 * <p><b>Threads.</b> Safe for any number of threads. Servants run on a bounded pool, calls concurrently unless {@link Serial}.
 */
public interface Rmix extends AutoCloseable {
    /** With defaults: {@link Limits#defaults()}, plain connections, loopback only, providers of the class path. */
    static Rmix create() {
        return builder().build();
    }

    /** Settings to change, which begin with those of {@link #create}. */
    static Builder builder() {
        return new Builder();
    }

    /**
     * Makes a servant callable at every endpoint given.
     *
     * @param type service interface
     * @param servant called by many threads at once unless {@link Serial}
     * @param endpoints {@code scheme://host:port/service}; port 0 takes a free one. Endpoints at one address share its port.
     * @throws IOException if an address cannot be bound; nothing is exported then
     * @throws IllegalArgumentException if the contract, an endpoint or their combination is not possible; it says why
     */
    default <T> Export export(Class<T> type, T servant, String... endpoints) throws IOException {
        return exporting(servant).at(type, endpoints).export();
    }

    /** Begins to make an object callable, by several interfaces or with an identity of its own. */
    Exporting exporting(Object servant);

    /**
     * Makes a stub. Nothing is sent before the first call; an unreachable peer shows then.
     *
     * @throws IllegalArgumentException if the contract or the endpoint is not possible; it says why
     */
    <T> Stub<T> connect(Class<T> type, Endpoint endpoint);

    /** As {@link #connect(Class, Endpoint)}, parsing the endpoint. */
    default <T> Stub<T> connect(Class<T> type, String endpoint) {
        return connect(type, Endpoint.parse(endpoint));
    }

    /** As {@link #connect(Class, RemoteRef, String)}, without a name. */
    default <T> Stub<T> connect(Class<T> type, RemoteRef ref) {
        return connect(type, ref, "");
    }

    /**
     * Makes a stub of an object that may have several endpoints. Those over which the contract can be called from here are tried in the order that
     * {@link Links} gives: calls go to one, until it cannot be reached or has no such object, then to the next, as far as outcomes allow.
     *
     * @param target a name for {@link Links} rules, empty for none
     * @throws IllegalArgumentException if the contract is not possible, or no endpoint is left; it says why
     */
    <T> Stub<T> connect(Class<T> type, RemoteRef ref, String target);

    /** The rules by which stubs choose protocols. */
    Links links();

    /**
     * Replaces the rules. Stubs for which they give another order move to what is now their first endpoint, as with {@link Stub#moveTo}; one for which
     * they leave none stays where it is, and that is logged. One for which they give other options moves to another connection.
     *
     * @return completes when all have moved and nothing is under way at the endpoints they left
     * @throws IllegalArgumentException if a provider has no such option, or it does not take the value; nothing changes then. Where the provider comes
     *     later, as a plug-in, its endpoint is left out by stubs that are made, with the same words
     */
    CompletableFuture<Void> links(Links links);

    /**
     * Makes a stub without the servant's classes, of what the address says of itself; waits for that at most 10 s.
     *
     * @throws InvocationException if the address does not answer or tells nothing of itself
     * @throws IllegalArgumentException if there is no such service, or no interface can be made of its description
     */
    default DynamicStub connect(Endpoint endpoint) {
        return DynamicStub.connect(this, endpoint);
    }

    /** As {@link #connect(Endpoint)}, of what the first of the reference's endpoints to answer says. */
    default DynamicStub connect(RemoteRef ref) {
        return DynamicStub.connect(this, ref);
    }

    /**
     * Calls a server that need not know RMIX by what it says of itself by its protocol's own means, gRPC's server reflection. Nothing
     * is sent yet.
     *
     * @param address an endpoint; a service in it is ignored
     * @throws IllegalArgumentException if the protocol has no such means, or there is no provider for it
     */
    ReflectedServer reflect(Endpoint address);

    /** Providers and interceptors that come and go while this runs. */
    Plugins plugins();

    /**
     * Stands for an interceptor that the factory of this name makes, one of the class path or of a plug-in, whichever is loaded when a call
     * is made. It is made once for each load. When a plug-in is replaced, calls in progress are the old one's to the end and later ones go to
     * the new one. While none is loaded calls are refused, since it may be a guard, one-way calls too: with {@code CLOSED}, NOT_INVOKED, naming
     * the interceptor. They pass again when it is loaded. Kept as long as this; the same for the same name and settings.
     *
     * @param name 1 to 64 of A-Z a-z 0-9 . _ -; see {@link io.rmix.spi.InterceptorFactory}
     * @param settings for the factory. One that a plug-in brings later and that refuses them has the plug-in refused.
     * @throws IllegalArgumentException if no factory may be called so, or the one that is there refuses the settings or has none for this
     *     side; it says why
     */
    ServerInterceptor serverInterceptor(String name, Map<String, String> settings);

    /** As {@link #serverInterceptor(String, Map)}, for stubs; while none is loaded calls are refused with {@code UNAVAILABLE}, NOT_INVOKED. */
    ClientInterceptor clientInterceptor(String name, Map<String, String> settings);

    /** The bounds that it was made with. */
    Limits limits();

    /**
     * Ends everything, draining: one-way calls are acknowledged and accepted calls answered, at most {@link Limits#drain()};
     * what is left fails with its outcome. Threads have ended when it returns.
     */
    @Override
    void close();

    /** Settings of an {@link Rmix}. For one thread; each may make several. */
    final class Builder {
        private Limits limits = Limits.defaults();
        private Security security = Security.loopbackOnly();
        private final List<Provider> providers = new ArrayList<>();
        private final List<Function<InterceptorRegistry, ClientInterceptor>> clientInterceptors = new ArrayList<>();
        private final List<Function<InterceptorRegistry, ServerInterceptor>> serverInterceptors = new ArrayList<>();
        private boolean discover = true;
        private final List<Path> pluginFolders = new ArrayList<>();
        private boolean direct;
        private Links links = Links.none();
        private boolean introspection = true;

        private Builder() {}

        /** Bounds of memory, threads and waiting. Default: {@link Limits#defaults()}. */
        public Builder limits(Limits value) {
            limits = value;
            return this;
        }

        /** Who may be reached and how. Default: {@link Security#loopbackOnly()}. */
        public Builder security(Security value) {
            security = value;
            return this;
        }

        /** The rules by which stubs choose protocols. Default: none. */
        public Builder links(Links value) {
            links = value;
            return this;
        }

        /** Adds a provider to those of the class path. */
        public Builder provider(Provider provider) {
            providers.add(provider);
            return this;
        }

        /** Adds an interceptor for the calls of all stubs, after those added before. */
        public Builder clientInterceptor(ClientInterceptor interceptor) {
            Objects.requireNonNull(interceptor, "interceptor");
            clientInterceptors.add(named -> interceptor);
            return this;
        }

        /** As {@link #clientInterceptor(ClientInterceptor)}, with {@link Rmix#clientInterceptor}; plug-ins need not be loaded yet. */
        public Builder clientInterceptor(String name, Map<String, String> settings) {
            Map<String, String> copy = Map.copyOf(settings);
            clientInterceptors.add(named -> named.client(name, copy));
            return this;
        }

        /** Adds an interceptor for the calls of all exports, after those added before. */
        public Builder serverInterceptor(ServerInterceptor interceptor) {
            Objects.requireNonNull(interceptor, "interceptor");
            serverInterceptors.add(named -> interceptor);
            return this;
        }

        /** As {@link #serverInterceptor(ServerInterceptor)}, with {@link Rmix#serverInterceptor}; plug-ins need not be loaded yet. */
        public Builder serverInterceptor(String name, Map<String, String> settings) {
            return serverInterceptor(name, settings, call -> false);
        }

        /**
         * As {@link #serverInterceptor(String, Map)}, with calls that are served without it while it is not loaded, such as those by which
         * operators load plug-ins.
         *
         * @param passing whether a call is one; asked only while the interceptor is not loaded, on the thread that will run the servant
         */
        public Builder serverInterceptor(String name, Map<String, String> settings, Predicate<ServerContext> passing) {
            Map<String, String> copy = Map.copyOf(settings);
            Objects.requireNonNull(passing, "passing");
            serverInterceptors.add(named -> named.server(name, copy, passing));
            return this;
        }

        /**
         * Adds a folder each of whose folders is a plug-in, loaded at the start. One that cannot be loaded is logged and in
         * {@link Plugins#list}; the rest starts.
         */
        public Builder pluginFolder(Path folder) {
            pluginFolders.add(folder);
            return this;
        }

        /** Leaves out the providers of the class path. */
        public Builder onlyGivenProviders() {
            discover = false;
            return this;
        }

        /**
         * Runs servants, lane listeners and what hangs on asynchronous calls on the threads that move bytes, without a hand-off: the
         * least latency, but only for code that never blocks and is soon done, for it holds up every connection of the process.
         * Default: a bounded pool.
         */
        public Builder directExecutor() {
            direct = true;
            return this;
        }

        /**
         * Whether addresses tell anybody who can connect what is exported at them, through {@link
         * io.rmix.introspect.Introspection}; default true. No more than gRPC's reflection and SOAP's WSDL tell anyway.
         */
        public Builder introspection(boolean on) {
            introspection = on;
            return this;
        }

        /**
         * Makes one, to be closed by the caller. Nothing listens or connects yet.
         *
         * @throws IllegalStateException if two providers claim one scheme or two factories of interceptors one name; it names both
         * @throws IllegalArgumentException if there is no such folder of plug-ins, an option of a link is not possible, or a factory of the class
         *     path refuses what is asked of it by its name
         */
        public Rmix build() {
            List<Provider> discovered = new ArrayList<>();
            if (discover) ServiceLoader.load(Provider.class).forEach(discovered::add);
            InterceptorRegistry named = new InterceptorRegistry(ServiceLoader.load(InterceptorFactory.class).stream()
                    .map(ServiceLoader.Provider::get)
                    .toList());
            Interceptors interceptors = new Interceptors(
                    clientInterceptors.stream().map(each -> each.apply(named)).toList(),
                    serverInterceptors.stream().map(each -> each.apply(named)).toList(),
                    named);
            Engine engine = new Engine(
                    providers, discovered, new EngineOptions(limits, security, direct, introspection, interceptors));
            try {
                for (Path folder : pluginFolders) engine.plugins().loadAll(folder);
                engine.links(links);
                named.warnOfMissing();
                return engine;
            } catch (RuntimeException e) {
                engine.close();
                throw e;
            }
        }
    }
}
