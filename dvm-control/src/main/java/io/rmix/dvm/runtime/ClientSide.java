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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What clients reach: a front for each service that has an interface, and the controls for operators, at endpoints of their own. */
final class ClientSide {
    private static final Logger LOG = LoggerFactory.getLogger(ClientSide.class);

    private final NodeConfiguration configuration;
    private final NodeEngine engine;
    private final MemberServant operators;
    /** By their indices in the configuration. */
    private final Map<Integer, Listening> listening = new ConcurrentSkipListMap<>();

    private @Nullable Rmix rmix;
    private @Nullable PluginControl plugins;

    /** A configured endpoint at which clients are served. */
    private record Listening(String scheme, String address, List<Export> exports) {
        void close() {
            exports.forEach(Export::close);
        }
    }

    /** @param operators serves those who look after the node */
    ClientSide(NodeConfiguration configuration, NodeEngine engine, MemberServant operators) {
        this.configuration = configuration;
        this.engine = engine;
        this.operators = operators;
    }

    void start() throws IOException {
        if (configuration.clients().endpoints().isEmpty()) {
            return;
        }
        NodeLimits limits = configuration.limits();
        Rmix.Builder builder = Rmix.builder()
                .limits(Limits.defaults()
                        .withServants(limits.clientThreads(), limits.clientQueue())
                        .withDrain(limits.drain()))
                .security(configuration.security());
        configuration.plugins().ifPresent(settings -> builder.pluginFolder(settings.folder()));
        configuration.clients().interceptors().forEach(each -> each.addTo(builder));
        Rmix opened = builder.build();
        rmix = opened;
        plugins = new ClientPlugins(configuration.plugins(), opened.plugins(), this);
        listen(served(opened));
    }

    /** The schemes of the client endpoints, but those that a plug-in might have and none has. */
    private List<String> served(Rmix opened) {
        Stream<String> wanted = configuration.clients().endpoints().stream()
                .map(Endpoint::scheme)
                .distinct();
        if (configuration.plugins().isEmpty()) return wanted.toList();
        Set<String> known = PluginSettings.schemesWithout();
        opened.plugins().list().forEach(info -> known.addAll(info.schemes()));
        return wanted.filter(scheme -> {
                    if (!known.contains(scheme))
                        LOG.warn(
                                "{}: nobody listens at the client endpoints of {} until a plug-in for it is loaded; there are {}",
                                configuration.name(),
                                scheme,
                                known);
                    return known.contains(scheme);
                })
                .toList();
    }

    /**
     * Serves clients at the configured endpoints of these schemes.
     *
     * @throws IOException if one cannot be bound; then none of these is served
     */
    void listen(List<String> schemes) throws IOException {
        try {
            for (int i = 0; i < configuration.clients().endpoints().size(); i++) {
                Endpoint each = configuration.clients().endpoints().get(i);
                if (schemes.contains(each.scheme())) listen(i, each);
            }
        } catch (IOException | RuntimeException e) {
            forget(schemes);
            throw e;
        }
    }

    private void listen(int index, Endpoint at) throws IOException {
        Rmix opened = Objects.requireNonNull(rmix);
        List<Export> exports = new ArrayList<>();
        try {
            Export control = opened.export(
                    MemberControl.class,
                    operators,
                    at.withService(MemberControl.SERVICE).toString());
            exports.add(control);
            // A port that was chosen with the first export is that of the others too.
            Endpoint bound = control.endpoint();
            exports.add(opened.export(
                    MembershipControl.class,
                    operators,
                    bound.withService(MembershipControl.SERVICE).toString()));
            exports.add(opened.export(
                    LinkControl.class,
                    new LinkServant(engine),
                    bound.withService(LinkControl.SERVICE).toString()));
            exports.add(opened.export(
                    ProbeService.class,
                    engine.prober(),
                    bound.withService(ProbeService.SERVICE).toString()));
            exports.add(opened.export(
                    PluginControl.class,
                    Objects.requireNonNull(plugins),
                    bound.withService(PluginControl.SERVICE).toString()));
            for (HostedService<?> service : configuration.services()) {
                if (service.contract().isPresent()) {
                    exports.add(
                            export(opened, service.name(), service.contract().get(), bound));
                }
            }
            listening.put(index, new Listening(at.scheme(), bound.address(), exports));
        } catch (IOException | RuntimeException e) {
            exports.forEach(Export::close);
            throw e;
        }
    }

    /** Nobody is served at endpoints of these schemes any more. */
    void forget(List<String> schemes) {
        listening.forEach((index, each) -> {
            if (schemes.contains(each.scheme())) {
                listening.remove(index);
                each.close();
            }
        });
    }

    private <T> Export export(Rmix at, String name, ContractService<T> service, Endpoint address) throws IOException {
        T front = FrontServant.of(service, command -> submit(name, command));
        return at.export(service.type(), front, address.withService(name).toString());
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
        return listening.values().stream().map(Listening::address).distinct().toList();
    }

    /** Answers the calls in progress, then refuses all. */
    void close() {
        if (rmix != null) {
            rmix.close();
        }
    }
}
