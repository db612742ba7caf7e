package io.rmix.cli.demo;

import io.rmix.cli.fleet.RingLayout;
import io.rmix.cli.fleet.Screen;
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
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The replay of a demo's trace, shown while it goes on and summed up at its end. It is shown from a thread of its own, for the most is to be
 * seen when nothing is answered.
 */
final class DemoRun implements AutoCloseable {
    private static final long LOOK_MILLIS = 200;

    private final DemoPlan plan;
    private final DemoMembers members;
    private final Screen screen;
    private final Queue<String> news = new ConcurrentLinkedQueue<>();
    private final TraceReplay replay;
    private final DemoScript script;
    private final ViewNews views = new ViewNews();
    private final ScheduledExecutorService shower = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "screen");
        thread.setDaemon(true);
        return thread;
    });
    private volatile @Nullable ReplayProgress progress;

    DemoRun(DemoPlan plan, RingLayout layout, DemoNodes nodes, DemoMembers members, Screen screen) {
        this.plan = plan;
        this.members = members;
        this.screen = screen;
        this.replay = new TraceReplay(members.queues(), ReplaySettings.DEFAULT, this::progressed);
        this.script = new DemoScript(plan, layout, nodes, members, replay::join, news::add);
    }

    private void progressed(ReplayProgress now) {
        progress = now;
        script.progress(now);
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
        shower.scheduleWithFixedDelay(() -> show(begin, false), 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        ReplayReport report = replay.run(jobs);
        double seconds = (System.nanoTime() - begin) / 1e9;
        List<MemberStatus> settled = members.settled();
        close();
        views.of(settled).forEach(screen::say);
        show(begin, true);
        return new DemoResult(summary(report, settled, seconds), report);
    }

    /** Tells what is new, and shows now and then how far it is. */
    private void show(long begin, boolean last) {
        List<MemberStatus> answers = last ? List.of() : members.look();
        for (String line; (line = news.poll()) != null; ) screen.say(line);
        views.of(answers).forEach(screen::say);
        ReplayProgress now = progress;
        if (now == null || (!screen.isDue() && !last)) return;
        List<String> lines = new ArrayList<>();
        lines.add(ProgressBar.line(
                now.acknowledged() + now.rejected(), now.jobs(), "jobs", Duration.ofNanos(System.nanoTime() - begin)));
        lines.add(views.line());
        lines.addAll(members.table());
        screen.show(lines);
    }

    private DemoSummary summary(ReplayReport report, List<MemberStatus> settled, double seconds) {
        List<DemoSummary.Member> rows = new ArrayList<>();
        List<DemoSummary.Link> links = new ArrayList<>();
        for (MemberStatus status : settled) {
            List<String> endpoints = new ArrayList<>(status.clientEndpoints());
            endpoints.addAll(status.memberEndpoints());
            rows.add(new DemoSummary.Member(
                    status.name(),
                    status.pid(),
                    status.language(),
                    status.state(),
                    endpoints,
                    status.delivered(),
                    status.stateHash(),
                    status.orderHash()));
            status.link().ifPresent(l -> links.add(new DemoSummary.Link(status.name(), l.to(), l.provider())));
        }
        DemoSummary.Jobs jobs = new DemoSummary.Jobs(
                report.submitted(), report.completed(), report.rejected().size());
        long view = settled.get(0).view();
        return DemoSummary.of(rows, links, jobs, new DemoSummary.Course(view, plan, report.pause(), seconds));
    }

    /** Shows nothing more. */
    @Override
    public void close() {
        shower.shutdown();
        try {
            shower.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
