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
import java.util.concurrent.CompletableFuture;

/** The replay of a demo's trace, shown while it goes on and summed up at its end. */
final class DemoRun {
    private final DemoLayout layout;
    private final DemoMembers members;
    private final Screen screen;
    private boolean allShown;

    DemoRun(DemoLayout layout, DemoMembers members, Screen screen) {
        this.layout = layout;
        this.members = members;
        this.screen = screen;
    }

    /** Replays on a thread of its own. */
    CompletableFuture<DemoResult> start(List<Job> jobs) {
        CompletableFuture<DemoResult> result = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        result.complete(run(jobs));
                    } catch (Throwable e) {
                        result.completeExceptionally(e);
                    }
                },
                "replay");
        thread.setDaemon(true);
        thread.start();
        return result;
    }

    private DemoResult run(List<Job> jobs) throws ReplayException, IOException, InterruptedException {
        long begin = System.nanoTime();
        ReplayReport report =
                new TraceReplay(members.queues(), ReplaySettings.DEFAULT, progress -> show(progress, begin)).run(jobs);
        double seconds = (System.nanoTime() - begin) / 1e9;
        return new DemoResult(summary(report, seconds), report);
    }

    /** Shows now and then how far it is, and in any case that the last job is answered. */
    private void show(ReplayProgress progress, long begin) {
        boolean last = progress.acknowledged() + progress.rejected() == progress.jobs();
        if (!screen.isDue() && (!last || allShown)) return;
        allShown = last;
        List<String> lines = new ArrayList<>();
        lines.add(ProgressBar.line(
                progress.acknowledged() + progress.rejected(),
                progress.jobs(),
                "jobs",
                Duration.ofNanos(System.nanoTime() - begin)));
        lines.addAll(members.table());
        screen.show(lines);
    }

    private DemoSummary summary(ReplayReport report, double seconds) throws IOException {
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
}
