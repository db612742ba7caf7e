package io.rmix.cli.demo;

import io.rmix.Endpoint;
import io.rmix.Rmix;
import io.rmix.Stub;
import io.rmix.cli.TextTable;
import io.rmix.cli.config.NodeSettings;
import io.rmix.dvm.runtime.LinkStatus;
import io.rmix.dvm.runtime.MemberControl;
import io.rmix.dvm.runtime.MemberStatus;
import io.rmix.examples.jobqueue.JobQueue;
import io.rmix.examples.jobqueue.replay.AsyncJobQueue;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/** The members of a demo as their client sees them: member number i is called over the i-th of its protocols, in turn. */
final class DemoMembers {
    private static final Duration STATUS_PATIENCE = Duration.ofSeconds(30);
    private static final Duration SETTLE = Duration.ofSeconds(60);

    private final List<AsyncJobQueue> queues = new ArrayList<>();
    private final List<Stub<MemberControl>> controls = new ArrayList<>();
    private List<CompletableFuture<MemberStatus>> asked = List.of();
    private List<MemberStatus> last = List.of();

    DemoMembers(Rmix rmix, DemoLayout layout, String service) {
        List<NodeSettings> nodes = layout.nodes();
        for (int i = 0; i < nodes.size(); i++) {
            List<Endpoint> endpoints = nodes.get(i).clientEndpoints();
            Endpoint endpoint = endpoints.get(i % endpoints.size());
            queues.add(new StubQueue(rmix.connect(JobQueue.class, endpoint.withService(service))));
            controls.add(rmix.connect(MemberControl.class, endpoint.withService(MemberControl.SERVICE))
                    .withDeadline(STATUS_PATIENCE));
        }
    }

    List<AsyncJobQueue> queues() {
        return List.copyOf(queues);
    }

    /** Asks all, without waiting, if no question is open; a table of the latest answers. */
    List<String> table() {
        if (asked.stream().allMatch(CompletableFuture::isDone)) {
            if (!asked.isEmpty() && asked.stream().noneMatch(CompletableFuture::isCompletedExceptionally))
                last = asked.stream().map(CompletableFuture::join).toList();
            asked = ask();
        }
        List<List<String>> rows = last.stream().map(DemoMembers::row).toList();
        return rows.isEmpty()
                ? List.of()
                : TextTable.lines(List.of("member", "process", "state", "delivered", "own", "position", "link"), rows);
    }

    private static List<String> row(MemberStatus status) {
        String link = status.link()
                .map((LinkStatus l) -> "-> " + l.to() + " " + l.provider() + " " + l.state())
                .orElse("none");
        return List.of(
                status.name(),
                Long.toString(status.pid()),
                status.state(),
                Long.toString(status.delivered()),
                Long.toString(status.originated()),
                Long.toString(status.position()),
                link);
    }

    private List<CompletableFuture<MemberStatus>> ask() {
        return controls.stream().map(each -> each.async(MemberControl::status)).toList();
    }

    /**
     * Waits until all members have applied the same messages, and says how they then are.
     *
     * @throws IOException if they do not within a minute
     */
    List<MemberStatus> settled() throws IOException {
        long end = System.nanoTime() + SETTLE.toNanos();
        while (System.nanoTime() < end) {
            List<MemberStatus> now = ask().stream().map(CompletableFuture::join).toList();
            boolean same =
                    now.stream().mapToLong(MemberStatus::position).distinct().count() == 1;
            if (same && now.stream().noneMatch(each -> each.stateHash().isEmpty())) return now;
            LockSupport.parkNanos(50_000_000);
        }
        throw new IOException("the members did not come to rest at one position within " + SETTLE.toSeconds() + " s");
    }
}
