package io.rmix.cli.demo;

import io.rmix.dvm.runtime.MemberStatus;
import io.rmix.examples.jobqueue.Job;
import io.rmix.examples.jobqueue.replay.ReplayException;
import io.rmix.examples.jobqueue.replay.ReplayProgress;
import io.rmix.examples.jobqueue.replay.ReplayReport;
import io.rmix.examples.jobqueue.replay.ReplaySettings;
import io.rmix.examples.jobqueue.replay.TraceReplay;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;

/** The replay of a demo's trace, shown while it goes on and summed up at its end. */
final class DemoRun {
    private final DemoMembers members;
    private final Fleet fleet;
    private final Screen screen;
    private final long begin = System.nanoTime();

    DemoRun(DemoMembers members, Fleet fleet, Screen screen) {
        this.members = members;
        this.fleet = fleet;
        this.screen = screen;
    }

    /** Replays; ends early if a member's process ends. */
    ReplayReport run(List<Job> jobs) throws ReplayException, IOException, InterruptedException {
        Thread self = Thread.currentThread();
        CompletableFuture<Void> watch = fleet.failure().thenAccept(text -> self.interrupt());
        try {
            return new TraceReplay(members.queues(), ReplaySettings.DEFAULT, this::show).run(jobs);
        } catch (InterruptedException e) {
            String died = fleet.failure().getNow("");
            if (died.isEmpty()) throw e;
            throw new IOException(died, e);
        } finally {
            watch.cancel(false);
        }
    }

    private void show(ReplayProgress progress) {
        if (!screen.isDue()) return;
        List<String> lines = new ArrayList<>();
        lines.add(ProgressBar.line(
                progress.acknowledged() + progress.rejected(),
                progress.jobs(),
                "jobs",
                Duration.ofNanos(System.nanoTime() - begin)));
        lines.addAll(members.table());
        screen.show(lines);
    }

    DemoSummary summary(DemoLayout layout, ReplayReport report, double seconds) throws IOException {
        List<DemoSummary.Member> rows = new ArrayList<>();
        for (MemberStatus status : members.settled()) {
            List<String> endpoints = new ArrayList<>(status.clientEndpoints());
            endpoints.addAll(status.memberEndpoints());
            rows.add(new DemoSummary.Member(
                    status.name(),
                    status.pid(),
                    status.language(),
                    endpoints,
                    status.delivered(),
                    status.stateHash(),
                    status.orderHash()));
        }
        DemoSummary.Jobs jobs = new DemoSummary.Jobs(
                report.submitted(), report.completed(), report.rejected().size());
        return DemoSummary.of(rows, layout.links(), jobs, seconds);
    }

    void print(DemoSummary summary, ReplayReport report) {
        List<List<String>> rows = summary.members().stream()
                .map(m -> List.of(
                        m.name(),
                        Long.toString(m.pid()),
                        m.language(),
                        Long.toString(m.delivered()),
                        m.orderHash(),
                        m.stateHash().substring(0, 16) + "..."))
                .toList();
        TextTable.lines(List.of("member", "process", "language", "delivered", "order hash", "state hash"), rows)
                .forEach(System.out::println);
        summary.links()
                .forEach(link ->
                        System.out.println("link " + link.from() + " -> " + link.to() + ": " + link.provider()));
        DemoSummary.Jobs jobs = summary.jobs();
        System.out.printf(
                Locale.ROOT,
                "%,d jobs submitted, %,d completed, %,d rejected in %.1f s; %,.0f messages a second delivered at each member%n",
                jobs.submitted(),
                jobs.completed(),
                jobs.rejected(),
                summary.elapsedSeconds(),
                summary.deliveredPerSecond());
        report.rejected().stream()
                .limit(5)
                .forEach(r -> System.out.println("rejected: job " + r.job() + ": " + r.reason()));
        System.out.println(summary.identical() ? "all members are identical" : "THE MEMBERS DIFFER");
    }
}
