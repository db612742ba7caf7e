package io.rmix.engine;

import io.rmix.ClientInterceptor;
import io.rmix.Endpoint;
import io.rmix.Export;
import io.rmix.Exporting;
import io.rmix.Limits;
import io.rmix.Links;
import io.rmix.RemoteRef;
import io.rmix.Rmix;
import io.rmix.ServerInterceptor;
import io.rmix.Stub;
import io.rmix.contract.Contract;
import io.rmix.engine.plugin.PluginRegistry;
import io.rmix.introspect.ReflectedServer;
import io.rmix.spi.ClientEnvironment;
import io.rmix.spi.Provider;
import io.rmix.spi.Reflection;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/** The one implementation of {@link Rmix}. */
public final class Engine implements Rmix {
    private static final long MOMENT_NANOS = 10_000_000;

    private final Limits limits;
    private final Threads threads;
    private final Providers providers;
    private final ServantDispatcher dispatcher;
    private final Acceptors acceptors;
    private final Introspections introspections;
    private final Connections connections;
    private final Interceptors interceptors;
    private final PluginRegistry plugins;
    private final List<Provider> discovered;
    private final Set<StubImpl<?>> stubs = ConcurrentHashMap.newKeySet();
    private final Set<ExportImpl> exports = ConcurrentHashMap.newKeySet();
    private final String callIdPrefix = UUID.randomUUID() + "-";
    private final AtomicLong callIds = new AtomicLong();
    private final ReentrantLock closing = new ReentrantLock();
    private volatile Links links;
    private volatile boolean closed;

    /**
     * @param given providers that are their maker's to close
     * @param discovered providers to be closed here
     */
    public Engine(List<Provider> given, List<Provider> discovered, EngineOptions options) {
        this.limits = options.limits();
        this.interceptors = options.interceptors();
        this.links = Links.none();
        this.threads = new Threads(limits, options.direct());
        this.discovered = List.copyOf(discovered);
        this.providers =
                new Providers(Stream.concat(given.stream(), discovered.stream()).toList());
        this.dispatcher = new ServantDispatcher(limits, threads);
        this.acceptors = new Acceptors(limits, options.security(), providers, dispatcher);
        this.introspections = new Introspections(options, providers, dispatcher, threads);
        ClientEnvironment environment =
                new ClientEnvironment(limits, options.security(), threads.blocking(), threads.timer(), Map.of());
        this.connections = new Connections(
                (address, chosen) -> providers.of(address).connect(address, environment.withOptions(chosen)));
        this.plugins = new PluginRegistry(
                new EngineHost(providers, dispatcher, threads, exports, limits.drain()), interceptors.named());
    }

    @Override
    public Exporting exporting(Object servant) {
        return new ExportingImpl(this, servant);
    }

    /** @throws IllegalArgumentException if the endpoint's provider is missing or cannot carry the contract */
    void check(Contract contract, Endpoint endpoint) {
        providers.of(endpoint).check(contract);
    }

    Export export(Object target, UUID guid, List<ExportingImpl.Face> faces, List<ServerInterceptor> ofAll)
            throws IOException {
        checkOpen();
        Turn turn = new Turn(threads);
        Map<Contract, Servant> servants = new HashMap<>();
        ExportImpl export = new ExportImpl(acceptors, dispatcher, introspections, guid, limits, exports::remove);
        try {
            for (ExportingImpl.Face face : faces) {
                Servant servant = servants.computeIfAbsent(
                        face.contract(), contract -> new Servant(target, contract, limits, turn));
                export.add(
                        new Served(
                                servant,
                                providerOf(face.endpoint()),
                                interceptors.ofServer(ofAll, face.interceptors())),
                        face.endpoint());
            }
        } catch (IOException | RuntimeException e) {
            export.close();
            throw e;
        }
        exports.add(export);
        return export;
    }

    @Override
    public <T> Stub<T> connect(Class<T> type, Endpoint endpoint) {
        checkOpen();
        if (endpoint.service().isEmpty())
            throw new IllegalArgumentException("no service in " + endpoint + "; expected scheme://host:port/service");
        Contract contract = Contract.of(type);
        check(contract, endpoint);
        return stub(type, new StubCore(this, contract, route(List.of(Way.to(endpoint))), Optional.empty()));
    }

    @Override
    public <T> Stub<T> connect(Class<T> type, RemoteRef ref, String target) {
        checkOpen();
        Contract contract = Contract.of(type);
        Choice choice = new Choice(providers, contract, ref, target);
        Links used = links;
        StubCore core = new StubCore(this, contract, route(choice.order(used)), Optional.of(choice));
        Stub<T> stub = stub(type, core);
        // Rules that were replaced meanwhile did not find it.
        core.apply(used, links);
        return stub;
    }

    @Override
    public ReflectedServer reflect(Endpoint endpoint) {
        checkOpen();
        Endpoint address = endpoint.withService("");
        Connections.Lease lease = connections.lease(Way.to(address));
        Optional<Reflection> reflection = lease.connection().reflection();
        if (reflection.isPresent()) return new ReflectedServer(address, reflection.get(), lease::release);
        lease.release();
        throw new IllegalArgumentException(
                address + ": " + providerOf(address) + " has no means of its own to say what is at an address");
    }

    private Route route(List<Way> candidates) {
        return new Route(candidates, connections::lease, threads.pumps());
    }

    private <T> Stub<T> stub(Class<T> type, StubCore core) {
        StubOptions options = StubOptions.NONE.withInterceptors(interceptors.client());
        return new StubImpl<>(core, new StubViews<>(type, core.contract()), options, true);
    }

    @Override
    public Links links() {
        return links;
    }

    @Override
    public CompletableFuture<Void> links(Links rules) {
        List<CompletableFuture<Void>> moves = new ArrayList<>();
        synchronized (stubs) {
            checkOpen();
            providers.check(rules);
            Links before = links;
            links = rules;
            for (StubImpl<?> stub : stubs) moves.add(stub.apply(before, rules));
        }
        return CompletableFuture.allOf(moves.toArray(CompletableFuture[]::new));
    }

    @Override
    public ServerInterceptor serverInterceptor(String name, Map<String, String> settings) {
        checkOpen();
        return interceptors.named().server(name, settings);
    }

    @Override
    public ClientInterceptor clientInterceptor(String name, Map<String, String> settings) {
        checkOpen();
        return interceptors.named().client(name, settings);
    }

    private void checkOpen() {
        if (closed) throw new IllegalStateException("this Rmix is closed");
    }

    @Override
    public PluginRegistry plugins() {
        return plugins;
    }

    @Override
    public Limits limits() {
        return limits;
    }

    String providerOf(Endpoint endpoint) {
        return providers.of(endpoint).name();
    }

    Threads threads() {
        return threads;
    }

    String nextCallId() {
        return callIdPrefix + callIds.incrementAndGet();
    }

    void opened(StubImpl<?> stub) {
        stubs.add(stub);
    }

    void closed(StubImpl<?> stub) {
        stubs.remove(stub);
    }

    @Override
    public void close() {
        closing.lock();
        try {
            if (!closed) end();
        } finally {
            closing.unlock();
        }
    }

    /** Lanes before connections: stubs derived from another use its connection. */
    private void end() {
        closed = true;
        long end = System.nanoTime() + limits.drain().toNanos();
        List<StubImpl<?>> all = List.copyOf(stubs);
        all.forEach(StubImpl::refuse);
        all.forEach(stub -> stub.closeLane(end));
        all.forEach(stub -> stub.closeCalls(end));
        dispatcher.retireLanes(end);
        acceptors.close(left(end));
        exports.forEach(export -> export.close(end));
        connections.closeAll();
        threads.close(end);
        plugins.close();
        interceptors.named().close();
        discovered.forEach(Provider::close);
    }

    /** Until a time; a moment at least, in which what is done already can be seen to be. */
    private static Duration left(long endNanos) {
        return Duration.ofNanos(Math.max(MOMENT_NANOS, endNanos - System.nanoTime()));
    }
}
