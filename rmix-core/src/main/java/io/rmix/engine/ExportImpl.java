package io.rmix.engine;

import io.rmix.Endpoint;
import io.rmix.Export;
import io.rmix.Limits;
import io.rmix.RemoteRef;
import io.rmix.spi.Acceptor;
import io.rmix.spi.ExportedService;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A servant at its endpoints. */
final class ExportImpl implements Export {
    private static final Logger LOG = LoggerFactory.getLogger(ExportImpl.class);

    private final Acceptors acceptors;
    private final ServantDispatcher dispatcher;
    private final Servant servant;
    private final Limits limits;
    private final Consumer<ExportImpl> onClose;
    private final UUID guid = UUID.randomUUID();
    private final List<Place> places = new ArrayList<>();
    private boolean closed;

    private record Place(Acceptor acceptor, ExportedService service, Endpoint endpoint) {}

    ExportImpl(
            Acceptors acceptors,
            ServantDispatcher dispatcher,
            Servant servant,
            Limits limits,
            Consumer<ExportImpl> onClose) {
        this.acceptors = acceptors;
        this.dispatcher = dispatcher;
        this.servant = servant;
        this.limits = limits;
        this.onClose = onClose;
    }

    synchronized void add(Endpoint endpoint) throws IOException {
        if (endpoint.service().isEmpty())
            throw new IllegalArgumentException("no service in " + endpoint + "; expected scheme://host:port/service");
        acceptors.provider(endpoint).check(servant.contract());
        Acceptor acceptor = acceptors.acquire(endpoint);
        ExportedService service = new ExportedService(endpoint.service(), servant.contract());
        dispatcher.add(acceptor, service, servant);
        try {
            acceptor.export(service);
            acceptors.open(acceptor);
        } catch (RuntimeException e) {
            dispatcher.remove(acceptor, service);
            acceptors.release(acceptor, limits.drain());
            throw e;
        }
        places.add(new Place(acceptor, service, acceptor.address().withService(endpoint.service())));
    }

    @Override
    public synchronized List<Endpoint> endpoints() {
        return places.stream().map(Place::endpoint).toList();
    }

    @Override
    public RemoteRef ref() {
        List<String> contracts = List.of(servant.contract().name());
        return new RemoteRef(
                guid,
                endpoints().stream().map(e -> new RemoteRef.Entry(e, contracts)).toList());
    }

    @Override
    public void close() {
        close(System.nanoTime() + limits.drain().toNanos());
    }

    void close(long endNanos) {
        List<Place> all;
        synchronized (this) {
            if (closed) return;
            closed = true;
            all = List.copyOf(places);
        }
        onClose.accept(this);
        for (Place place : all) place.acceptor().unexport(place.service());
        if (!servant.close(left(endNanos)))
            LOG.warn(
                    "{}: calls still run {} after it was unexported",
                    servant.contract().name(),
                    limits.drain());
        for (Place place : all) {
            dispatcher.remove(place.acceptor(), place.service());
            acceptors.release(place.acceptor(), left(endNanos));
        }
    }

    private static Duration left(long endNanos) {
        return Duration.ofNanos(Math.max(0, endNanos - System.nanoTime()));
    }
}
