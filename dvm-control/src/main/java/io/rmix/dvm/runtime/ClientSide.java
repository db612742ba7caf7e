package io.rmix.dvm.runtime;

import io.rmix.Endpoint;
import io.rmix.Export;
import io.rmix.InvocationException.Code;
import io.rmix.Limits;
import io.rmix.Outcome;
import io.rmix.RefusedException;
import io.rmix.Rmix;
import io.rmix.dvm.service.ContractService;
import io.rmix.dvm.service.Envelope;
import io.rmix.dvm.service.FrontServant;
import io.rmix.dvm.service.HostedService;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What clients reach: a front for each service that has an interface, {@link MemberControl} and {@link LinkControl}, at endpoints of their own. */
final class ClientSide {
    private final NodeConfiguration configuration;
    private final NodeEngine engine;
    private final Set<String> addresses = new LinkedHashSet<>();
    private @Nullable Rmix rmix;

    ClientSide(NodeConfiguration configuration, NodeEngine engine) {
        this.configuration = configuration;
        this.engine = engine;
    }

    void start() throws IOException {
        if (configuration.clientEndpoints().isEmpty()) {
            return;
        }
        NodeLimits limits = configuration.limits();
        Rmix opened = Rmix.builder()
                .limits(Limits.defaults()
                        .withServants(limits.clientThreads(), limits.clientQueue())
                        .withDrain(limits.drain()))
                .security(configuration.security())
                .build();
        rmix = opened;
        for (Endpoint each : configuration.clientEndpoints()) {
            Export control = opened.export(
                    MemberControl.class,
                    engine::status,
                    each.withService(MemberControl.SERVICE).toString());
            opened.export(
                    LinkControl.class,
                    new LinkServant(engine),
                    control.endpoint().withService(LinkControl.SERVICE).toString());
            // A port that was chosen with the first export is that of the others too.
            Endpoint bound = control.endpoint();
            addresses.add(bound.address());
            for (HostedService<?> service : configuration.services()) {
                if (service.contract().isPresent()) {
                    export(opened, service.name(), service.contract().get(), bound);
                }
            }
        }
    }

    private <T> void export(Rmix at, String name, ContractService<T> service, Endpoint address) throws IOException {
        T front = FrontServant.of(service, command -> submit(name, command));
        at.export(service.type(), front, address.withService(name).toString());
    }

    private CompletableFuture<byte[]> submit(String service, byte[] command) {
        CompletableFuture<byte[]> answer = new CompletableFuture<>();
        byte[] payload = Envelope.command(service, command);
        int most = configuration.shared().maxMessageBytes();
        if (payload.length > most) {
            answer.completeExceptionally(new RefusedException(
                    Code.TOO_LARGE,
                    Outcome.NOT_INVOKED,
                    "the command takes " + payload.length + " bytes, the ring carries at most " + most
                            + " (maxMessageBytes)"));
            return answer;
        }
        engine.submit(new Submission.Command(payload, answer));
        return answer.exceptionally(ClientSide::rethrow);
    }

    private static byte[] rethrow(Throwable failure) {
        if (failure instanceof SubmissionException refused) {
            Outcome outcome = switch (refused.outcome()) {
                case NOT_INVOKED -> Outcome.NOT_INVOKED;
                case UNKNOWN -> Outcome.UNKNOWN;
            };
            throw new RefusedException(refused.code(), outcome, String.valueOf(refused.getMessage()));
        }
        if (failure instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        throw new IllegalStateException(failure);
    }

    /** Addresses with their ports filled in. */
    List<String> endpoints() {
        return new ArrayList<>(addresses);
    }

    /** Answers the calls in progress, then refuses all. */
    void close() {
        if (rmix != null) {
            rmix.close();
        }
    }
}
