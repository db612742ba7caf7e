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
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A servant at its endpoints. */
final class ExportImpl implements Export {
    private static final Logger LOG = LoggerFactory.getLogger(ExportImpl.class);

    private final Acceptors acceptors;
    private final ServantDispatcher dispatcher;
    private final Introspections introspections;
    private final UUID guid;
    private final Limits limits;
    private final Consumer<ExportImpl> onClose;
    private final List<Place> places = new ArrayList<>();
    private boolean closed;

    private record Place(Servant servant, Acceptor acceptor, ExportedService service, Endpoint endpoint) {}

    ExportImpl(
            Acceptors acceptors,
            ServantDispatcher dispatcher,
            Introspections introspections,
            UUID guid,
            Limits limits,
            Consumer<ExportImpl> onClose) {
        this.acceptors = acceptors;
        this.dispatcher = dispatcher;
        this.introspections = introspections;
        this.guid = guid;
        this.limits = limits;
        this.onClose = onClose;
    }

    synchronized void add(Served served, Endpoint endpoint) throws IOException {
        Introspections.checkName(endpoint);
        Acceptor acceptor = acceptors.acquire(endpoint);
        Servant servant = served.servant();
        ExportedService service = new ExportedService(endpoint.service(), servant.contract());
        dispatcher.add(acceptor, service, served);
        try {
            acceptor.export(service);
            introspections.added(acceptor, service, this::ref);
            acceptors.open(acceptor);
        } catch (RuntimeException e) {
            introspections.removed(acceptor, service);
            dispatcher.remove(acceptor, service);
            acceptors.release(acceptor, limits.drain());
            throw e;
        }
        places.add(new Place(servant, acceptor, service, acceptor.address().withService(endpoint.service())));
    }

    @Override
    public synchronized List<Endpoint> endpoints() {
        return places.stream().map(Place::endpoint).toList();
    }

    @Override
    public RemoteRef ref() {
        return new RemoteRef(guid, RemoteRef.thisHost(), entries());
    }

    private synchronized List<RemoteRef.Entry> entries() {
        return places.stream()
                .map(place -> new RemoteRef.Entry(
                        place.endpoint(), List.of(place.service().contract().name())))
                .toList();
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
        for (Place place : all) {
            place.acceptor().unexport(place.service());
            introspections.removed(place.acceptor(), place.service());
        }
        for (Servant servant : new HashSet<>(all.stream().map(Place::servant).toList()))
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

    /** Is unexported at some acceptors, which finish the calls in progress there, at most until then. */
    void withdraw(Set<? extends Acceptor> gone, long endNanos) {
        List<Place> left;
        synchronized (this) {
            if (closed) return;
            left = places.stream()
                    .filter(place -> gone.contains(place.acceptor()))
                    .toList();
            places.removeAll(left);
        }
        for (Place place : left) {
            place.acceptor().unexport(place.service());
            introspections.removed(place.acceptor(), place.service());
        }
        for (Place place : left) acceptors.release(place.acceptor(), left(endNanos));
        for (Place place : left) dispatcher.remove(place.acceptor(), place.service());
    }

    private static Duration left(long endNanos) {
        return Duration.ofNanos(Math.max(0, endNanos - System.nanoTime()));
    }
}
