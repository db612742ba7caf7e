package io.rmix.cli.demo;

import io.rmix.InvocationException;
import io.rmix.InvocationException.Code;
import io.rmix.Outcome;
import io.rmix.Stub;
import io.rmix.cli.fleet.NodeProcess;
import io.rmix.dvm.runtime.LinkStatus;
import io.rmix.dvm.runtime.MemberControl;
import io.rmix.dvm.runtime.MemberStatus;
import io.rmix.examples.jobqueue.Acknowledgement;
import io.rmix.examples.jobqueue.Job;
import io.rmix.examples.jobqueue.JobQueue;
import io.rmix.examples.jobqueue.SchedulePage;
import io.rmix.examples.jobqueue.Summary;
import io.rmix.examples.jobqueue.replay.AsyncJobQueue;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A member of a demo as its client sees it, from one start of its process to the next.
 *
 * <p><b>Threads.</b> Any.
 */
final class DemoMember {
    private final String name;
    private final Stub<JobQueue> queue;
    private final Stub<MemberControl> control;
    private boolean runs = true;
    /** While it starts again it is not called: what it would queue waits until it has its state. */
    private boolean starts;

    private @Nullable MemberStatus last;
    private CompletableFuture<MemberStatus> asked = notAsked();

    DemoMember(String name, Stub<JobQueue> queue, Stub<MemberControl> control) {
        this.name = name;
        this.queue = queue;
        this.control = control;
    }

    String name() {
        return name;
    }

    /** Its process is killed. */
    synchronized void killed() {
        runs = false;
        last = null;
        asked = notAsked();
    }

    private static CompletableFuture<MemberStatus> notAsked() {
        return CompletableFuture.failedFuture(new IllegalStateException("not asked"));
    }

    /** It has a process again, which says when it is ready. */
    synchronized void started(NodeProcess process) {
        runs = true;
        starts = true;
        process.ready().thenRun(this::ready);
    }

    private synchronized void ready() {
        starts = false;
    }

    synchronized boolean runs() {
        return runs;
    }

    /** The latest answer of the process that runs now, or null. Asks for the next one, without waiting. */
    synchronized @Nullable MemberStatus look() {
        if (runs && asked.isDone()) {
            if (!asked.isCompletedExceptionally()) last = asked.join();
            asked = ask();
        }
        return last;
    }

    /** What it answered last. */
    synchronized void seen(MemberStatus status) {
        last = status;
    }

    /** Asks how it is; fails if it does not answer. */
    CompletableFuture<MemberStatus> ask() {
        return control.async(MemberControl::status);
    }

    /** Its row in a table: name, process, state, delivered, own, position, link. */
    synchronized List<String> row() {
        MemberStatus status = last;
        if (status == null) return List.of(name, "-", runs ? "STARTING" : "KILLED", "-", "-", "-", "");
        String link = status.link()
                .map((LinkStatus l) -> "-> " + l.to() + " " + l.provider() + " " + l.state())
                .orElse("none");
        return List.of(
                name,
                Long.toString(status.pid()),
                status.state(),
                Long.toString(status.delivered()),
                Long.toString(status.originated()),
                Long.toString(status.position()),
                link);
    }

    /** Its job queue. Calls of one that is just starting again fail at once. */
    AsyncJobQueue queue() {
        return new AsyncJobQueue() {
            @Override
            public CompletionStage<Acknowledgement> submit(Job job) {
                return call(() -> queue.async(each -> each.submit(job)));
            }

            @Override
            public CompletionStage<Summary> advance(long time) {
                return call(() -> queue.async(each -> each.advance(time)));
            }

            @Override
            public CompletionStage<SchedulePage> schedule(long afterJob, int limit) {
                return call(() -> queue.async(each -> each.schedule(afterJob, limit)));
            }
        };
    }

    private <T> CompletionStage<T> call(Supplier<CompletionStage<T>> call) {
        boolean refuses;
        synchronized (this) {
            refuses = starts;
        }
        return refuses
                ? CompletableFuture.failedFuture(new InvocationException(
                        Code.UNAVAILABLE, Outcome.NOT_INVOKED, null, name, "call", "is starting again", null))
                : call.get();
    }
}
