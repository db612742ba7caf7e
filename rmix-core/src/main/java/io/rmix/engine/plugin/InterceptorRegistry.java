package io.rmix.engine.plugin;

import io.rmix.ClientContext;
import io.rmix.ClientInterceptor;
import io.rmix.Interception;
import io.rmix.InvocationException.Code;
import io.rmix.Outcome;
import io.rmix.RefusedException;
import io.rmix.ServerContext;
import io.rmix.ServerInterceptor;
import io.rmix.spi.InterceptorFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The factories of an engine's interceptors by their names, and what stands for the interceptors that were asked for. Any number of threads. */
public final class InterceptorRegistry {
    private static final Logger LOG = LoggerFactory.getLogger(InterceptorRegistry.class);
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private final Map<String, InterceptorSource> sources = new TreeMap<>();
    private final Map<Asked, Server> servers = new HashMap<>();
    private final Map<Asked, Client> clients = new HashMap<>();

    private record Asked(String name, Map<String, String> settings) {
        Asked {
            checkName(name);
            settings = Map.copyOf(settings);
        }
    }

    /**
     * Those of the class path, to be closed here.
     *
     * @throws IllegalStateException if two have one name, or one has none that it may have
     */
    public InterceptorRegistry(List<InterceptorFactory> factories) {
        for (InterceptorFactory factory : factories) add(sources, factory.name(), new InterceptorSource(factory, null));
    }

    /** @throws IllegalArgumentException if no factory may be called so */
    static void checkName(String name) {
        if (!NAME.matcher(name).matches())
            throw new IllegalArgumentException(
                    "not a name of interceptors: '" + name + "'; expected 1 to 64 of A-Z a-z 0-9 . _ -");
    }

    private static void add(Map<String, InterceptorSource> to, String name, InterceptorSource source) {
        checkName(name);
        InterceptorSource other = to.putIfAbsent(name, source);
        if (other != null)
            throw new IllegalStateException("two factories of interceptors are called '" + name + "': " + other.origin()
                    + " and " + source.origin() + "; leave one of them out");
    }

    /**
     * One for exports; the same for the same name and settings.
     *
     * @throws IllegalArgumentException if the factory of the name, which there is, refuses the settings
     */
    public ServerInterceptor server(String name, Map<String, String> settings) {
        return named(servers, new Asked(name, settings), Server::new);
    }

    /** As {@link #server(String, Map)}; while there is none, calls pass for which this holds. */
    public ServerInterceptor server(String name, Map<String, String> settings, Predicate<ServerContext> passing) {
        Server server = named(servers, new Asked(name, settings), Server::new);
        return call -> server.isMissing() && passing.test(call) ? Interception.NONE : server.intercept(call);
    }

    /** As {@link #server(String, Map)}, for stubs. */
    public ClientInterceptor client(String name, Map<String, String> settings) {
        return named(clients, new Asked(name, settings), Client::new);
    }

    private interface Maker<N> {
        N make(String name, Map<String, String> settings);
    }

    private synchronized <N extends NamedInterceptor<?>> N named(Map<Asked, N> all, Asked asked, Maker<N> maker) {
        N known = all.get(asked);
        if (known != null) return known;
        N made = maker.make(asked.name(), asked.settings());
        InterceptorSource source = sources.get(asked.name());
        if (source != null) {
            var none = made.prepare(source).get();
        }
        all.put(asked, made);
        return made;
    }

    private List<NamedInterceptor<?>> all() {
        List<NamedInterceptor<?>> all = new ArrayList<>(servers.values());
        all.addAll(clients.values());
        return all;
    }

    /** Says which are asked for and not there. */
    public synchronized void warnOfMissing() {
        for (NamedInterceptor<?> each : all())
            if (each.isMissing())
                LOG.warn(
                        "interceptor '{}' is not loaded: until a plug-in brings it, calls that have to pass it are refused; there are {}",
                        each.name(),
                        sources.keySet());
    }

    /** A plug-in's factories, and what they have made for those who asked, to be put in place. */
    record Arrival(
            @Nullable LoadedPlugin old,
            Map<String, InterceptorSource> sources,
            Map<NamedInterceptor<?>, Supplier<@Nullable MadeInterceptor<?>>> made) {}

    /**
     * Makes what a plug-in is to bring. Nothing has changed yet.
     *
     * @param old in whose place it comes; null for none
     * @throws IllegalStateException if a name would be that of two factories
     * @throws IllegalArgumentException if a factory refuses what it is to make
     */
    synchronized Arrival prepare(@Nullable LoadedPlugin old, LoadedPlugin plugin) {
        Map<String, InterceptorSource> others = new TreeMap<>(sources);
        others.values().removeIf(source -> old != null && source.plugin() == old);
        Map<String, InterceptorSource> own = new TreeMap<>();
        plugin.factories().forEach((name, factory) -> {
            own.put(name, new InterceptorSource(factory, plugin));
            add(others, name, own.get(name));
        });
        Map<NamedInterceptor<?>, Supplier<@Nullable MadeInterceptor<?>>> made = new HashMap<>();
        for (NamedInterceptor<?> each : all()) {
            InterceptorSource source = own.get(each.name());
            if (source != null) made.put(each, each.prepare(source));
        }
        return new Arrival(old, own, made);
    }

    /** Puts it in place. Returns what is left, which may still have calls under way. */
    synchronized List<MadeInterceptor<?>> put(Arrival arrival) {
        Set<String> gone = new HashSet<>(sources.keySet());
        sources.values().removeIf(source -> arrival.old() != null && source.plugin() == arrival.old());
        gone.removeAll(sources.keySet());
        sources.putAll(arrival.sources());
        List<MadeInterceptor<?>> left = new ArrayList<>();
        for (NamedInterceptor<?> each : all()) {
            MadeInterceptor<?> before = null;
            InterceptorSource source = arrival.sources().get(each.name());
            if (source != null) before = made(arrival, source, each).get();
            else if (gone.contains(each.name())) before = each.lose();
            if (before != null) left.add(before);
        }
        return left;
    }

    /** One that was asked for only after {@link #prepare} is made now; if that fails its calls are refused. */
    private Supplier<@Nullable MadeInterceptor<?>> made(
            Arrival arrival, InterceptorSource source, NamedInterceptor<?> asked) {
        Supplier<@Nullable MadeInterceptor<?>> made = arrival.made().get(asked);
        if (made != null) return made;
        try {
            return asked.prepare(source);
        } catch (IllegalArgumentException e) {
            LOG.error("{}; calls that have to pass it are refused", e.getMessage());
            return asked::lose;
        }
    }

    /** Takes a plug-in's factories out. Returns what is left, as {@link #put}. */
    List<MadeInterceptor<?>> remove(LoadedPlugin plugin) {
        return put(new Arrival(plugin, Map.of(), Map.of()));
    }

    /** Ends the factories of the class path. */
    public synchronized void close() {
        for (InterceptorSource source : sources.values()) {
            if (source.plugin() == null) source.factory().close();
        }
    }

    private static final class Server extends NamedInterceptor<ServerInterceptor> implements ServerInterceptor {
        Server(String name, Map<String, String> settings) {
            super(name, settings);
        }

        @Override
        ServerInterceptor madeBy(InterceptorFactory factory, Map<String, String> with) {
            return factory.server(with);
        }

        /** A peer that answers is not UNAVAILABLE. */
        @Override
        RuntimeException refusal(String reason) {
            return new RefusedException(Code.CLOSED, Outcome.NOT_INVOKED, reason);
        }

        @Override
        public Interception intercept(ServerContext call) {
            return ask(call, interceptor -> interceptor.intercept(call));
        }
    }

    private static final class Client extends NamedInterceptor<ClientInterceptor> implements ClientInterceptor {
        Client(String name, Map<String, String> settings) {
            super(name, settings);
        }

        @Override
        ClientInterceptor madeBy(InterceptorFactory factory, Map<String, String> with) {
            return factory.client(with);
        }

        @Override
        RuntimeException refusal(String reason) {
            return new InterceptorMissingException(reason);
        }

        @Override
        public Interception intercept(ClientContext call) {
            return ask(call, interceptor -> interceptor.intercept(call));
        }
    }
}
