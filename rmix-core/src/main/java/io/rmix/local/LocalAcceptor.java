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
    private final Map<String, ExportedService> services = new ConcurrentHashMap<>();
    private final Set<LocalCall> calls = ConcurrentHashMap.newKeySet();
    private final Set<LocalLane> lanes = ConcurrentHashMap.newKeySet();

    LocalAcceptor(Endpoint address, ServerEnvironment environment, BiConsumer<String, LocalAcceptor> onClose) {
        this.address = address;
        this.environment = environment;
        this.onClose = onClose;
    }

    ServerEnvironment environment() {
        return environment;
    }

    @Nullable ExportedService find(String service) {
        return services.get(service);
    }

    /** With the server's limits. */
    ProtoCodec codec(ExportedService service) {
        Limits limits = environment.limits();
        return ProtoCodec.of(service.contract(), new ProtoCodec.Limits(limits.messageBytes(), limits.depth()));
    }

    Set<LocalCall> calls() {
        return calls;
    }

    Set<LocalLane> lanes() {
        return lanes;
    }

    @Override
    public Endpoint address() {
        return address;
    }

    @Override
    public void export(ExportedService service) {
        ExportedService other = services.putIfAbsent(service.name(), service);
        if (other != null)
            throw new IllegalArgumentException(address.withService(service.name()) + " is taken by " + other);
    }

    @Override
    public void unexport(ExportedService service) {
        services.remove(service.name(), service);
    }

    @Override
    public void close(Duration drain) {
        onClose.accept(address.host(), this);
        services.clear();
        long end = System.nanoTime() + drain.toNanos();
        for (LocalCall call : calls) call.awaitAnswer(end);
        for (LocalCall call : calls) call.cutOff();
        for (LocalLane lane : lanes) lane.cutOff();
    }
}
