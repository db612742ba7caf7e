package io.rmix.dvm.runtime;

import io.rmix.ServerContext;
import io.rmix.dvm.Member;
import io.rmix.dvm.View;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells how this member is, without making anybody wait: what the apply thread is too busy to say is left out.
 *
 * <p><b>Threads.</b> Any.
 */
final class Reporter implements ReportService {
    private static final long PATIENCE_MILLIS = 500;

    private final Member self;
    private final NodeLife life;
    private final RingDriver driver;
    private final ProtocolLoop protocol;
    private final ApplyThread apply;
    private final Supplier<String> waitsFor;
    private final Supplier<List<String>> clientEndpoints;
    /** What the apply thread was asked for and has not answered: it is asked one question at a time. */
    private @Nullable CompletableFuture<Long> position;

    /** @param waitsFor who is missing before the ring has formed */
    Reporter(
            Member self,
            NodeLife life,
            RingDriver driver,
            ProtocolLoop protocol,
            ApplyThread apply,
            Supplier<String> waitsFor,
            Supplier<List<String>> clientEndpoints) {
        this.self = self;
        this.life = life;
        this.driver = driver;
        this.protocol = protocol;
        this.apply = apply;
        this.waitsFor = waitsFor;
        this.clientEndpoints = clientEndpoints;
    }

    @Override
    public MemberReport report() {
        return ServerContext.later(now());
    }

    /** The member as it is, soon. */
    CompletableFuture<MemberReport> now() {
        CompletableFuture<Optional<LinkStatus>> link = new CompletableFuture<>();
        protocol.execute(() -> {
            driver.status(protocol.core());
            link.complete(driver.linkStatus());
        });
        CompletableFuture<Long> asked =
                position().copy().completeOnTimeout(MemberReport.UNKNOWN, PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        return link.completeOnTimeout(Optional.empty(), PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                .thenCombine(asked, this::report);
    }

    private synchronized CompletableFuture<Long> position() {
        CompletableFuture<Long> before = position;
        if (before != null && !before.isDone()) {
            return before;
        }
        CompletableFuture<Long> next = new CompletableFuture<>();
        position = next;
        apply.execute(applier -> next.complete(applier.position()));
        return next;
    }

    private MemberReport report(Optional<LinkStatus> link, long applied) {
        Optional<View> view = life.view();
        NodeState now = life.state();
        return new MemberReport(
                self.name(),
                self.incarnation(),
                now.name(),
                now == NodeState.FORMING ? "waits for " + waitsFor.get() : life.reason(),
                view.map(View::number).orElse(0L),
                view.map(v -> v.lineage().toString()).orElse(""),
                applied,
                clientEndpoints.get(),
                link);
    }
}
