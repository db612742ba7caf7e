package io.rmix.local;

import io.rmix.Endpoint;
import io.rmix.Limits;
import io.rmix.contract.ProtoCodec;
import io.rmix.spi.Acceptor;
import io.rmix.spi.ExportedService;
import io.rmix.spi.ServerEnvironment;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The services of one name. */
final class LocalAcceptor implements Acceptor {
    private final Endpoint address;
    private final ServerEnvironment environment;
    private final BiConsumer<String, LocalAcceptor> onClose;
    private final Map<String, Exported> services = new ConcurrentHashMap<>();
    private final Set<LocalCall> calls = ConcurrentHashMap.newKeySet();
    private final Set<LocalLane> lanes = ConcurrentHashMap.newKeySet();
    private volatile boolean open;
    private volatile boolean closed;

    /** A service and its encoding, with the server's limits. */
    record Exported(ExportedService service, ProtoCodec codec) {}

    LocalAcceptor(Endpoint address, ServerEnvironment environment, BiConsumer<String, LocalAcceptor> onClose) {
        this.address = address;
        this.environment = environment;
        this.onClose = onClose;
    }

    ServerEnvironment environment() {
        return environment;
    }

    @Nullable Exported find(String service) {
        return services.get(service);
    }

    /** Counts a call among those to be answered before it closes; false once it is closed: the call has ended then, so that whoever closes does not wait for it. */
    boolean begin(LocalCall call) {
        calls.add(call);
        if (!closed) return true;
        call.refuse("nothing listens at " + address);
        return false;
    }

    void ended(LocalCall call) {
        calls.remove(call);
    }

    boolean begin(LocalLane lane) {
        lanes.add(lane);
        if (closed) lanes.remove(lane);
        return !closed;
    }

    void ended(LocalLane lane) {
        lanes.remove(lane);
    }

    @Override
    public Endpoint address() {
        return address;
    }

    @Override
    public void export(ExportedService service) {
        Limits limits = environment.limits();
        ProtoCodec codec =
                ProtoCodec.of(service.contract(), new ProtoCodec.Limits(limits.messageBytes(), limits.depth()));
        Exported other = services.putIfAbsent(service.name(), new Exported(service, codec));
        if (other != null)
            throw new IllegalArgumentException(address.withService(service.name()) + " is taken by " + other.service());
    }

    @Override
    public void open() {
        open = true;
    }

    boolean isOpen() {
        return open;
    }

    @Override
    public void unexport(ExportedService service) {
        services.computeIfPresent(service.name(), (name, known) -> known.service() == service ? null : known);
    }

    @Override
    public void close(Duration drain) {
        onClose.accept(address.host(), this);
        closed = true;
        services.clear();
        long end = System.nanoTime() + drain.toNanos();
        for (LocalCall call : calls) call.awaitAnswer(end);
        for (LocalCall call : calls) call.cutOff();
        for (LocalLane lane : lanes) lane.cutOff("the server closed");
    }
}
