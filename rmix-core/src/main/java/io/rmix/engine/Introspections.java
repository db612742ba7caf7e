package io.rmix.engine;

import io.rmix.Endpoint;
import io.rmix.Limits;
import io.rmix.RemoteRef;
import io.rmix.ServerInterceptor;
import io.rmix.contract.Contract;
import io.rmix.introspect.ContractInfo;
import io.rmix.introspect.Introspection;
import io.rmix.introspect.ServiceInfo;
import io.rmix.introspect.UnknownServiceException;
import io.rmix.spi.Acceptor;
import io.rmix.spi.ExportedService;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Exports {@link Introspection} at each address while something else is exported there. */
final class Introspections {
    private static final Logger LOG = LoggerFactory.getLogger(Introspections.class);

    private final boolean enabled;
    private final Providers providers;
    private final ServantDispatcher dispatcher;
    private final Limits limits;
    private final Threads threads;
    private final List<ServerInterceptor> interceptors;
    private final Map<Acceptor, Listing> byAcceptor = new HashMap<>();

    /** @param options whether it is done at all; its server interceptors see these calls too */
    Introspections(EngineOptions options, Providers providers, ServantDispatcher dispatcher, Threads threads) {
        this.enabled = options.introspection();
        this.interceptors = options.interceptors().server();
        this.providers = providers;
        this.dispatcher = dispatcher;
        this.limits = options.limits();
        this.threads = threads;
    }

    /** A service, and how to refer to the object behind it. */
    private record Listed(ExportedService service, Supplier<RemoteRef> ref) {}

    /** The servant: what is exported at one address. */
    private static final class Listing implements Introspection {
        private final Map<String, Listed> services = new ConcurrentSkipListMap<>();
        private @Nullable ExportedService self;

        @Override
        public List<ServiceInfo> services() {
            return services.entrySet().stream()
                    .map(entry -> new ServiceInfo(
                            entry.getKey(),
                            entry.getValue().service().contract().name()))
                    .toList();
        }

        @Override
        public ContractInfo describe(String service) throws UnknownServiceException {
            return ContractInfo.of(find(service).service().contract());
        }

        @Override
        public RemoteRef refer(String service) throws UnknownServiceException {
            return find(service).ref().get();
        }

        private Listed find(String service) throws UnknownServiceException {
            Listed found = services.get(service);
            if (found == null)
                throw new UnknownServiceException("no service '" + service + "' here; there are " + services.keySet());
            return found;
        }

        @Override
        public void ping() {
            // The round trip is all that is asked for.
        }
    }

    /** Refuses the name that belongs to the introspection service. */
    static void checkName(Endpoint endpoint) {
        if (endpoint.service().equals(Introspection.SERVICE))
            throw new IllegalArgumentException(
                    endpoint + ": the name " + Introspection.SERVICE + " is RMIX's own; take another");
    }

    synchronized void added(Acceptor acceptor, ExportedService service, Supplier<RemoteRef> ref) {
        if (!enabled) return;
        Listing listing = byAcceptor.computeIfAbsent(acceptor, a -> new Listing());
        if (listing.services.isEmpty()) listing.self = export(acceptor, listing);
        listing.services.put(service.name(), new Listed(service, ref));
    }

    /** Null if the protocol cannot carry it: the user's own service is to be exported all the same. */
    private @Nullable ExportedService export(Acceptor acceptor, Listing listing) {
        Contract contract = Contract.of(Introspection.class);
        ExportedService self = new ExportedService(Introspection.SERVICE, contract);
        Servant servant = new Servant(listing, contract, limits, new Turn(threads));
        String provider = providers.of(acceptor.address()).name();
        dispatcher.add(acceptor, self, new Served(servant, provider, interceptors));
        try {
            providers.of(acceptor.address()).check(contract);
            acceptor.export(self);
            return self;
        } catch (RuntimeException e) {
            dispatcher.remove(acceptor, self);
            LOG.info("{}: no introspection: {}", acceptor.address(), e.toString());
            return null;
        }
    }

    synchronized void removed(Acceptor acceptor, ExportedService service) {
        Listing listing = byAcceptor.get(acceptor);
        if (listing == null) return;
        Listed listed = listing.services.get(service.name());
        if (listed == null || listed.service() != service) return;
        listing.services.remove(service.name());
        if (!listing.services.isEmpty()) return;
        byAcceptor.remove(acceptor);
        ExportedService self = listing.self;
        if (self == null) return;
        acceptor.unexport(self);
        dispatcher.remove(acceptor, self);
    }
}
