package io.rmix.examples.jobqueue.replay;

import io.rmix.examples.jobqueue.Job;
import io.rmix.examples.jobqueue.JobRejectedException;
import io.rmix.examples.jobqueue.Rejection;
import io.rmix.examples.jobqueue.SchedulePage;
import io.rmix.examples.jobqueue.ScheduledJob;
import io.rmix.examples.jobqueue.Summary;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One replay. Everything happens on the thread that runs it; answers only put what is to be done about them into a queue, from
 * whichever thread they come.
 */
final class ReplayRun {
    private final List<AsyncJobQueue> members;
    private final ReplaySettings settings;
    private final Consumer<ReplayProgress> listener;
    private final List<Job> jobs;

    private final BlockingQueue<Runnable> answers = new LinkedBlockingQueue<>();
    private final BitSet answered = new BitSet();
    private final BitSet accepted = new BitSet();
    private final TreeMap<Integer, Rejection> rejected = new TreeMap<>();

    private int acceptedCount;
    private int submitted;
    private int submissionsOutstanding;
    private int outstanding;
    private boolean advancing;

    /** Jobs before this one are answered. */
    private int firstOpen;

    /** The first open job when time was last advanced. */
    private int advancedTo;

    private int turn;
    private @Nullable Summary summary;
    private @Nullable Throwable failure;
    private String failedCall = "";

    /** @param jobs in the order in which they are submitted, that of their submit times */
    ReplayRun(List<AsyncJobQueue> members, ReplaySettings settings, Consumer<ReplayProgress> listener, List<Job> jobs) {
        this.members = members;
        this.settings = settings;
        this.listener = listener;
        this.jobs = jobs;
    }

    /** Submits all jobs and awaits their answers, with advances in between. */
    void submitAll() throws ReplayException, InterruptedException {
        while (failure == null && (submitted < jobs.size() || outstanding > 0)) {
            while (submitted < jobs.size() && submissionsOutstanding < settings.window() && failure == null) {
                submit(submitted++);
            }
            if (outstanding > 0) {
                awaitAnswer();
            }
            advanceBehindTheOpen();
        }
        failIfAnyFailed();
    }

    /** Advances once more, and awaits it. */
    void finish(long time) throws ReplayException, InterruptedException {
        advance(time);
        awaitAll();
    }

    /** The whole schedule, page by page. */
    List<ScheduledJob> readSchedule() throws ReplayException, InterruptedException {
        List<ScheduledJob> rows = new ArrayList<>();
        boolean[] more = {true};
        while (more[0]) {
            long after = rows.isEmpty() ? 0 : rows.get(rows.size() - 1).job();
            AsyncJobQueue member = nextMember();
            call(() -> member.schedule(after, settings.pageRows()), (page, error) -> {
                if (page == null) {
                    failed("schedule(" + after + ")", error);
                } else {
                    more[0] = addPage(rows, page);
                }
            });
            awaitAll();
        }
        return rows;
    }

    /** Accepted jobs, in order. */
    List<Job> acknowledged() {
        return accepted.stream().mapToObj(jobs::get).toList();
    }

    List<Rejection> rejected() {
        return List.copyOf(rejected.values());
    }

    Summary summary() {
        return Objects.requireNonNull(summary, "no advance has been answered");
    }

    private static boolean addPage(List<ScheduledJob> rows, SchedulePage page) {
        rows.addAll(page.rows());
        return page.more() && !page.rows().isEmpty();
    }

    private void submit(int index) {
        Job job = jobs.get(index);
        AsyncJobQueue member = nextMember();
        submissionsOutstanding++;
        call(() -> member.submit(job), (acknowledgement, error) -> {
            submissionsOutstanding--;
            JobRejectedException rejection = error == null ? null : rejection(error);
            if (rejection != null) {
                rejected.put(index, new Rejection(job.number(), rejection.reason(), message(rejection)));
            } else if (acknowledgement == null) {
                failed("submit(job " + job.number() + ")", error);
                return;
            } else {
                accepted.set(index);
                acceptedCount++;
            }
            answered.set(index);
            firstOpen = answered.nextClearBit(firstOpen);
        });
    }

    /** Every job before the first open one is answered, and the others have its submit time or a later one. */
    private void advanceBehindTheOpen() {
        boolean worthIt = firstOpen - advancedTo >= settings.advanceEvery() && firstOpen < jobs.size();
        if (worthIt && !advancing && failure == null) {
            advancedTo = firstOpen;
            advance(jobs.get(firstOpen).submit());
        }
    }

    private void advance(long time) {
        AsyncJobQueue member = nextMember();
        advancing = true;
        call(() -> member.advance(time), (answer, error) -> {
            advancing = false;
            if (answer == null) {
                failed("advance(" + time + ")", error);
            } else {
                summary = answer;
            }
        });
    }

    private AsyncJobQueue nextMember() {
        return members.get(turn++ % members.size());
    }

    /** What is done with an answer, or with the failure that came in its place. */
    private interface Answer<T> {
        void take(@Nullable T value, @Nullable Throwable error);
    }

    private <T> void call(Supplier<CompletionStage<T>> call, Answer<T> answer) {
        outstanding++;
        try {
            call.get().whenComplete((value, error) -> answers.add(() -> answer.take(value, error)));
        } catch (RuntimeException e) {
            answers.add(() -> answer.take(null, e));
        }
    }

    private void failed(String call, @Nullable Throwable error) {
        if (failure == null) {
            failedCall = call;
            failure = error == null ? new NullPointerException(call + " was answered by null") : error;
        }
    }

    private void awaitAnswer() throws InterruptedException {
        Runnable answer = answers.take();
        outstanding--;
        answer.run();
        listener.accept(progress());
    }

    private void awaitAll() throws ReplayException, InterruptedException {
        while (outstanding > 0) {
            awaitAnswer();
        }
        failIfAnyFailed();
    }

    private void failIfAnyFailed() throws ReplayException, InterruptedException {
        Throwable first = failure;
        if (first == null) {
            return;
        }
        while (outstanding > 0) {
            awaitAnswer();
        }
        throw new ReplayException("the replay stopped when " + failedCall + " failed: " + first, progress(), first);
    }

    private ReplayProgress progress() {
        Summary last = summary;
        return new ReplayProgress(
                jobs.size(),
                submitted,
                acceptedCount,
                rejected.size(),
                last == null ? 0 : last.finished(),
                last == null ? 0 : last.time());
    }

    private static @Nullable JobRejectedException rejection(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof JobRejectedException) {
                return (JobRejectedException) cause;
            }
        }
        return null;
    }

    private static String message(JobRejectedException rejection) {
        String message = rejection.getMessage();
        return message == null ? "" : message;
    }
}
