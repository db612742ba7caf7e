package io.rmix.testkit;

import io.rmix.Export;
import io.rmix.Limits;
import io.rmix.Rmix;
import io.rmix.Stub;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/**
 * What every provider does alike. A provider's test extends it and says its {@link #wire()}; tests of what is its own come
 * beside.
 */
@Timeout(120)
public abstract class ProviderContractTest
        implements ValueContract,
                RegistryContract,
                BoundaryContract,
                CallContract,
                FaultContract,
                LaneContract,
                AsyncContract,
                LaterContract,
                ContextContract,
                InterceptContract,
                LifecycleContract,
                DrainContract,
                GrowthContract,
                MoveContract,
                OptionContract,
                IntrospectionContract {
    private static final AtomicInteger NAMES = new AtomicInteger();

    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    @AfterEach
    void closeAll() throws Exception {
        while (!open.isEmpty()) open.pop().close();
    }

    @Override
    public <C extends AutoCloseable> C closing(C resource) {
        open.push(resource);
        return resource;
    }

    @Override
    public Rmix rmix(Limits limits) {
        return closing(Rmix.builder().limits(limits).build());
    }

    @Override
    public Rmix rmix() {
        return rmix(Limits.defaults().withDrain(Duration.ofSeconds(10)));
    }

    @Override
    public String freeAddress() {
        if (wire().isSocketFile()) return wire().scheme() + "://" + SocketFiles.free();
        if (wire().processes()) return wire().scheme() + "://127.0.0.1:" + Ports.free();
        return wire().scheme() + "://kit" + NAMES.incrementAndGet();
    }

    @Override
    public Export export(Rmix server, KitService servant) throws IOException {
        return server.export(KitService.class, servant, freeAddress() + "/kit");
    }

    @Override
    public Stub<KitService> serve(KitService servant) throws IOException {
        return rmix().connect(KitService.class, export(rmix(), servant).endpoint());
    }
}
