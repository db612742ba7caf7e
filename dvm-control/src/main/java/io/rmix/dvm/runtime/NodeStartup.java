package io.rmix.dvm.runtime;

import io.rmix.Endpoint;
import io.rmix.Rmix;
import io.rmix.dvm.Member;
import io.rmix.dvm.SharedConfiguration;
import io.rmix.dvm.View;
import io.rmix.dvm.protocol.MemberCore;
import io.rmix.dvm.protocol.view.Joiner;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a node from nothing into its first view: it listens for the other members, asks to be taken in, and fails if that takes longer than the start timeout.
 *
 * <p><b>Threads.</b> {@link #listen}, {@link #prepare} and {@link #begin} belong to whoever starts the node, in this order; the others may be called on any thread.
 */
final class NodeStartup {
    private static final Logger LOG = LoggerFactory.getLogger(NodeStartup.class);

    private final NodeConfiguration configuration;
    private final Member self;
    private final Parts parts;
    private final Formation formation;

    /** What is started, and what other members are served by. */
    record Parts(
            NodeLife life,
            NodeThreads threads,
            Rmix memberRmix,
            RingDriver driver,
            ProtocolLoop protocol,
            MemberPort port,
            Reporter reporter,
            Prober prober) {}

    NodeStartup(NodeConfiguration configuration, Member self, Parts parts) {
        this.configuration = configuration;
        this.self = self;
        this.parts = parts;
        this.formation = new Formation(
                configuration,
                self,
                parts.memberRmix(),
                parts.threads(),
                this::currentView,
                new Finding(parts.protocol(), parts.driver(), this::failed));
    }

    /** The view that others may be told of. */
    private Optional<View> currentView() {
        NodeLife life = parts.life();
        return life.state().isFinal() ? Optional.empty() : life.view();
    }

    /**
     * Serves the other members from now on.
     *
     * @throws IOException if an endpoint cannot be bound
     */
    void listen() throws IOException {
        List<Endpoint> endpoints = configuration.listen();
        Rmix rmix = parts.memberRmix();
        formation.export(at(endpoints, Ports.FORMATION));
        rmix.export(RingService.class, parts.port(), at(endpoints, Ports.RING));
        rmix.export(ControlService.class, parts.port(), at(endpoints, Ports.CONTROL));
        rmix.export(ReportService.class, parts.reporter(), at(endpoints, Ports.REPORT));
        rmix.export(ProbeService.class, parts.prober(), at(endpoints, ProbeService.SERVICE));
    }

    private static String[] at(List<Endpoint> endpoints, String service) {
        return endpoints.stream()
                .map(each -> each.withService(service).toString())
                .toArray(String[]::new);
    }

    /**
     * Finds out early that somebody cannot be reached for want of a provider.
     *
     * @throws IllegalArgumentException if so; it says who
     */
    void prepare() {
        formation.prepare();
    }

    /** Asks to be taken in, and goes on asking in the background. The node's threads run. */
    void begin() {
        parts.threads()
                .timer()
                .schedule(this::timedOut, configuration.limits().startTimeout().toMillis(), TimeUnit.MILLISECONDS);
        parts.protocol().execute(this::join);
        formation.begin();
    }

    /** Asks to be taken in, from the beginning: there may be a DVM already. */
    private void join() {
        try {
            parts.driver().begin(MemberCore.joining(setup(), System.nanoTime()));
            parts.port().open();
        } catch (IllegalArgumentException e) {
            failed(String.valueOf(e.getMessage()));
        }
    }

    private MemberCore.Setup setup() {
        List<String> endpoints = configuration.self().endpoints().stream()
                .map(Endpoint::toString)
                .toList();
        return new MemberCore.Setup(
                configuration.shared(),
                configuration.local(),
                configuration.shared().quorum(),
                new Joiner(self, endpoints, SharedConfiguration.PROTOCOL_VERSION));
    }

    private void timedOut() {
        if (parts.life().state().isOutside()) {
            String what = configuration.founder().isPresent()
                    ? "the ring has not formed within " + configuration.limits().startTimeout() + "; missing: "
                    : "no DVM took it in within " + configuration.limits().startTimeout() + "; asked: ";
            failed(what + waitsFor());
        }
    }

    private void failed(String reason) {
        parts.protocol().execute(() -> {
            if (!parts.life().state().isOutside()) {
                return;
            }
            String why = self.name() + " could not start: " + reason;
            LOG.error("{}", why);
            stop();
            parts.driver().ending().stop(why);
        });
    }

    /** Who is missing before the ring has formed. */
    String waitsFor() {
        return formation.waitsFor();
    }

    /** This member is in a view, and asks no more; it goes on answering others. */
    void inView() {
        formation.inView();
    }

    /** Asks and founds no more. */
    void stop() {
        formation.stop();
    }
}
