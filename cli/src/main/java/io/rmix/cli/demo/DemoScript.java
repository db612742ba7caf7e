package io.rmix.cli.demo;

import io.rmix.cli.config.NodeSettings;
import io.rmix.cli.demo.DemoPlan.Event;
import io.rmix.cli.fleet.NodeProcess;
import io.rmix.cli.fleet.RingLayout;
import io.rmix.examples.jobqueue.replay.AsyncJobQueue;
import io.rmix.examples.jobqueue.replay.ReplayProgress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;

/** Carries out a plan as a replay goes on. On the thread that replays. */
final class DemoScript {
    private final DemoPlan plan;
    private final RingLayout layout;
    private final DemoNodes nodes;
    private final DemoMembers members;
    private final Consumer<AsyncJobQueue> joined;
    private final Consumer<String> news;
    private int next;

    /**
     * @param joined takes the queue of a member that joined, once it is ready
     * @param news is told in a line what was done
     */
    DemoScript(
            DemoPlan plan,
            RingLayout layout,
            DemoNodes nodes,
            DemoMembers members,
            Consumer<AsyncJobQueue> joined,
            Consumer<String> news) {
        this.plan = plan;
        this.layout = layout;
        this.nodes = nodes;
        this.members = members;
        this.joined = joined;
        this.news = news;
    }

    /** Does what is due. A trace without jobs is at its end from its beginning. */
    void progress(ReplayProgress progress) {
        long answered = progress.acknowledged() + progress.rejected();
        long percent = progress.jobs() == 0 ? 100 : 100 * answered / progress.jobs();
        while (next < plan.events().size() && plan.events().get(next).at() <= percent) {
            Event event = plan.events().get(next++);
            try {
                carryOut(event);
            } catch (IOException e) {
                throw new UncheckedIOException(event.kind().word() + " " + event.member() + ": " + e.getMessage(), e);
            }
        }
    }

    private void carryOut(Event event) throws IOException {
        String at = " at " + event.at() + " %";
        switch (event.kind()) {
            case KILL -> {
                nodes.kill(event.member());
                members.killed(event.member());
                news.accept(event.member() + " is killed" + at);
            }
            case RESTART -> {
                members.member(event.member()).started(nodes.start(layout.node(event.member())));
                news.accept(event.member() + " is started again" + at);
            }
            case JOIN -> {
                NodeSettings node = layout.node(event.member());
                NodeProcess process = nodes.start(node);
                DemoMember member = members.add(node);
                member.started(process);
                process.ready().thenRun(() -> joined.accept(member.queue()));
                news.accept(event.member() + " is started, to join" + at);
            }
        }
    }
}
