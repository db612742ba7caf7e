package io.rmix.engine;

import io.rmix.Endpoint;
import io.rmix.Export;
import io.rmix.Exporting;
import io.rmix.Limits;
import io.rmix.RemoteRef;
import io.rmix.Rmix;
import io.rmix.Security;
import io.rmix.Stub;
import io.rmix.contract.Contract;
import io.rmix.spi.ClientEnvironment;
import io.rmix.spi.Provider;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

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
    private final Set<StubImpl<?>> stubs = ConcurrentHashMap.newKeySet();
    private final Set<ExportImpl> exports = ConcurrentHashMap.newKeySet();
    private final String callIdPrefix = UUID.randomUUID() + "-";
    private final AtomicLong callIds = new AtomicLong();
    private final ReentrantLock closing = new ReentrantLock();
    private volatile boolean closed;

    /**
     * @param direct whether servants and completions run on the threads that move bytes
     * @param introspection whether addresses tell what is exported at them
     */
    public Engine(Limits limits, Security security, List<Provider> found, boolean direct, boolean introspection) {
        this.limits = limits;
        this.threads = new Threads(limits, direct);
        this.providers = new Providers(found);
        this.dispatcher = new ServantDispatcher(limits, threads);
        this.acceptors = new Acceptors(limits, security, providers, dispatcher);
        this.introspections = new Introspections(introspection, providers, dispatcher, limits, threads);
        ClientEnvironment environment = new ClientEnvironment(limits, security, threads.blocking(), threads.timer());
        this.connections = new Connections(address -> providers.of(address).connect(address, environment));
    }

    @Override
    public Exporting exporting(Object servant) {
        return new ExportingImpl(this, servant);
    }

    /** @throws IllegalArgumentException if the endpoint's provider is missing or cannot carry the contract */
    void check(Contract contract, Endpoint endpoint) {
        providers.of(endpoint).check(contract);
    }

    Export export(Object target, UUID guid, List<ExportingImpl.Face> faces) throws IOException {
        checkOpen();
        Turn turn = new Turn(threads.servants());
        Map<Contract, Servant> servants = new HashMap<>();
        ExportImpl export = new ExportImpl(acceptors, dispatcher, introspections, guid, limits, exports::remove);
        try {
            for (ExportingImpl.Face face : faces) {
                Servant servant = servants.computeIfAbsent(
                        face.contract(), contract -> new Servant(target, contract, limits, turn));
                export.add(servant, face.endpoint());
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
        providers.of(endpoint).check(contract);
        return new StubImpl<>(
                new StubCore(this, contract, endpoint, connections.lease(endpoint)),
                new StubViews<>(type, contract),
                StubOptions.NONE,
                true);
    }

    @Override
    public <T> Stub<T> connect(Class<T> type, RemoteRef ref) {
        String name = Contract.of(type).name();
        for (RemoteRef.Entry entry : ref.endpoints()) {
            if (providers.has(entry.endpoint().scheme()) && entry.contracts().contains(name))
                return connect(type, entry.endpoint());
        }
        throw new IllegalArgumentException(
                "no endpoint of " + ref + " offers " + name + " over a protocol that has a provider here");
    }

    private void checkOpen() {
        if (closed) throw new IllegalStateException("this Rmix is closed");
    }

    @Override
    public Limits limits() {
        return limits;
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
    }

    /** Until a time; a moment at least, in which what is done already can be seen to be. */
    private static Duration left(long endNanos) {
        return Duration.ofNanos(Math.max(MOMENT_NANOS, endNanos - System.nanoTime()));
    }
}
