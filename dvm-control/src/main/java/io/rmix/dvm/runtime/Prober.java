package io.rmix.dvm.runtime;

import io.rmix.Endpoint;
import io.rmix.Links;
import io.rmix.Rmix;
import io.rmix.ServerContext;
import io.rmix.dvm.Member;
import io.rmix.dvm.SharedConfiguration;
import io.rmix.dvm.View;
import io.rmix.dvm.ViewMember;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Answers those who examine the DVM.
 *
 * <p><b>Threads.</b> Any; nothing waits here.
 */
final class Prober implements ProbeService {
    private final NodeConfiguration configuration;
    private final NodeEngine engine;
    private final Parts parts;
    private @Nullable CompletableFuture<List<Reach>> round;

    /**
     * What it asks with.
     *
     * @param book endpoints of a member by its name, on the protocol loop
     */
    record Parts(Rmix rmix, NodeThreads threads, ProtocolLoop protocol, Function<String, List<Endpoint>> book) {}

    Prober(NodeConfiguration configuration, NodeEngine engine, Parts parts) {
        this.configuration = configuration;
        this.engine = engine;
        this.parts = parts;
    }

    @Override
    public String who() {
        return engine.self().toString();
    }

    @Override
    public MemberFacts facts() {
        NodeLife life = engine.life();
        SharedConfiguration shared = configuration.shared();
        Optional<View> view = life.view();
        NodeState state = life.state();
        String version = Rmix.class.getPackage().getImplementationVersion();
        return new MemberFacts(
                shared.dvm(),
                engine.self().name(),
                engine.self().incarnation(),
                engine.self().priority(),
                ProcessHandle.current().pid(),
                state.name(),
                state == NodeState.FORMING ? "waits for " + engine.waitsFor() : life.reason(),
                Long.toHexString(shared.fingerprint()),
                version == null ? "" : version,
                SharedConfiguration.PROTOCOL_VERSION,
                Runtime.version().toString(),
                System.currentTimeMillis(),
                shared.quorum().name().toLowerCase(Locale.ROOT),
                shared.writeFloor(),
                view.map(View::number).orElse(0L),
                view.map(each -> each.lineage().toString()).orElse(""),
                view.map(each -> each.members().stream().map(Prober::peer).toList())
                        .orElseGet(() -> configuration.members().stream()
                                .map(Prober::peer)
                                .toList()),
                life.suspected().stream().map(Member::name).toList(),
                engine.clientEndpoints());
    }

    private static MemberFacts.Peer peer(ViewMember member) {
        return new MemberFacts.Peer(
                member.member().name(), member.member().incarnation(), member.isVoter(), member.endpoints());
    }

    private static MemberFacts.Peer peer(MemberAddress member) {
        return new MemberFacts.Peer(
                member.name(),
                0,
                false,
                member.endpoints().stream().map(Endpoint::toString).toList());
    }

    @Override
    public List<Reach> reach(int millis) {
        return ServerContext.later(round(Duration.ofMillis(Math.max(1, Math.min(millis, MOST_MILLIS)))));
    }

    private synchronized CompletableFuture<List<Reach>> round(Duration time) {
        CompletableFuture<List<Reach>> current = round;
        if (current != null && !current.isDone()) {
            return current.copy();
        }
        CompletableFuture<List<ReachRound.Target>> targets = new CompletableFuture<>();
        parts.protocol().execute(() -> targets.complete(targets()));
        CompletableFuture<List<Reach>> made = targets.thenCompose(
                        each -> ReachRound.of(parts.rmix(), parts.threads().closing(), each, time))
                .orTimeout(2L * MOST_MILLIS, TimeUnit.MILLISECONDS);
        round = made;
        return made.copy();
    }

    /** On the protocol loop. */
    private List<ReachRound.Target> targets() {
        Set<String> names = new LinkedHashSet<>();
        engine.life()
                .view()
                .ifPresent(view ->
                        view.members().forEach(each -> names.add(each.member().name())));
        configuration.members().forEach(each -> names.add(each.name()));
        names.remove(engine.self().name());
        Links links = configuration.complete(engine.rules());
        List<ReachRound.Target> targets = new ArrayList<>();
        for (String name : names) {
            List<Endpoint> known = parts.book().apply(name);
            List<Endpoint> order = links.order(name, known);
            for (Endpoint each : known) {
                targets.add(new ReachRound.Target(name, each, !order.isEmpty() && each.equals(order.get(0))));
            }
        }
        return targets;
    }
}
