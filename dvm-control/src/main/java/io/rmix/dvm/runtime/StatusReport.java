package io.rmix.dvm.runtime;

import io.rmix.dvm.Member;
import io.rmix.dvm.View;
import io.rmix.dvm.protocol.CoreStatus;
import io.rmix.dvm.service.ServiceTable.State;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Asks a node's threads how they are. Waits a second for each at most, and leaves out what it did not learn. */
final class StatusReport {
    private static final long PATIENCE_MILLIS = 1000;

    private final NodeConfiguration configuration;
    private final NodeEngine engine;
    private final List<String> clientEndpoints;
    private final Checkpoints checkpoints;

    private record Protocol(CoreStatus core, long originated, Optional<LinkStatus> link) {}

    private record Applied(long position, String orderHash, List<State> states) {}

    StatusReport(
            NodeConfiguration configuration, NodeEngine engine, List<String> clientEndpoints, Checkpoints checkpoints) {
        this.configuration = configuration;
        this.engine = engine;
        this.clientEndpoints = clientEndpoints;
        this.checkpoints = checkpoints;
    }

    MemberStatus of(RingDriver driver, ProtocolLoop protocol, ApplyThread apply, SubmissionQueue submissions) {
        CompletableFuture<Applied> applied = new CompletableFuture<>();
        apply.execute(
                applier -> applied.complete(new Applied(applier.position(), applier.orderHash(), applier.snapshot())));
        @Nullable Applied state = get(applied);
        CompletableFuture<Protocol> ring = new CompletableFuture<>();
        protocol.execute(() -> ring.complete(
                new Protocol(driver.status(protocol.core()), protocol.originatedSoFar(), driver.linkStatus())));
        @Nullable Protocol core = get(ring);
        NodeLife life = engine.life();
        Optional<View> view = life.view();
        NodeState now = life.state();
        return new MemberStatus(
                configuration.shared().dvm(),
                configuration.name(),
                engine.self().incarnation(),
                ProcessHandle.current().pid(),
                "java",
                now.name(),
                now == NodeState.FORMING ? "waits for " + engine.waitsFor() : life.reason(),
                view.map(View::number).orElse(0L),
                view.map(v -> v.lineage().toString()).orElse(""),
                Long.toHexString(configuration.shared().fingerprint()),
                view.map(StatusReport::members)
                        .orElseGet(() -> configuration.members().stream()
                                .map(MemberAddress::name)
                                .toList()),
                life.suspected().stream().map(Member::name).toList(),
                configuration.self().endpoints().stream().map(Object::toString).toList(),
                clientEndpoints,
                core == null ? 0 : core.originated(),
                submissions.count(),
                core == null ? 0 : core.core().consumed(),
                state == null ? 0 : state.position(),
                state == null ? "" : state.orderHash(),
                state == null ? "" : StateHash.of(state.states()),
                engine.services().names(),
                checkpoints.latest(),
                view.map(View::voters).orElse(0),
                configuration.shared().writeFloor(),
                core == null ? Optional.empty() : core.link());
    }

    private static List<String> members(View view) {
        return view.members().stream().map(each -> each.member().name()).toList();
    }

    private static <R> @Nullable R get(CompletableFuture<R> answer) {
        try {
            return answer.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
