package io.rmix.dvm.runtime;

import io.rmix.Endpoint;
import io.rmix.RemoteRef;
import io.rmix.Rmix;
import io.rmix.Stub;
import io.rmix.contract.Contract;
import io.rmix.dvm.proto.v1.Hello;
import io.rmix.dvm.proto.v1.HelloAnswer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A process that may be a member, by the addresses at which it is asked, and what it said last.
 *
 * <p><b>Threads.</b> With the lock of its {@link Greeter}, but for {@link #ask} and {@link #close}.
 */
final class Door {
    private static final Duration QUESTION = Duration.ofSeconds(2);

    private final List<Endpoint> endpoints;
    private final Stub<FormationService> stub;
    private final Stub<FormationService> bounded;
    boolean underWay;
    /** An answer or a failure has come. */
    boolean tried;
    /** This process itself stands behind it. */
    boolean self;

    boolean refused;
    /** What it said that is of use to the operator, or why it said nothing. */
    String said = "";
    /** Name of the member of a DVM that answered. */
    @Nullable String member;

    /**
     * @param name of the member, for rules of links; empty if it is not known
     * @param endpoints addresses without a service; the first that answers counts
     * @throws IllegalArgumentException if there is no provider for any
     */
    Door(Rmix rmix, String name, List<Endpoint> endpoints) {
        this.endpoints = List.copyOf(endpoints);
        this.stub = rmix.connect(FormationService.class, ref(name, endpoints), name);
        this.bounded = stub.withDeadline(QUESTION);
    }

    private static RemoteRef ref(String name, List<Endpoint> endpoints) {
        List<String> contracts = List.of(Contract.of(FormationService.class).name());
        return new RemoteRef(
                UUID.nameUUIDFromBytes((name + endpoints).getBytes(StandardCharsets.UTF_8)),
                RemoteRef.thisHost(),
                endpoints.stream()
                        .map(each -> new RemoteRef.Entry(each.withService(Ports.FORMATION), contracts))
                        .toList());
    }

    List<Endpoint> endpoints() {
        return endpoints;
    }

    /** Asks; nothing waits for the answer. */
    CompletableFuture<HelloAnswer> ask(Hello hello) {
        try {
            return bounded.async(service -> service.join(hello)).toCompletableFuture();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Waits for what is under way. */
    void close() {
        stub.close();
    }
}
