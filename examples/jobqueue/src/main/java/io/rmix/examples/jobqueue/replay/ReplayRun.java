package io.rmix.examples.jobqueue.replay;

import io.rmix.examples.jobqueue.Acknowledgement;
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
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One replay. Everything happens on the thread that runs it. */
final class ReplayRun {
    private final Calls calls;
    private final ReplaySettings settings;
    private final Consumer<ReplayProgress> listener;
    private final List<Job> jobs;

    private final BitSet answered = new BitSet();
    private final BitSet accepted = new BitSet();
    private final TreeMap<Integer, Rejection> rejected = new TreeMap<>();
    private final List<Long> waits = new ArrayList<>();

    private int acceptedCount;
    private int submitted;
    private int submissionsOutstanding;
    private boolean advancing;

    /** Jobs before this one are answered. */
    private int firstOpen;

    /** The first open job when time was last advanced. */
    private int advancedTo;

    private @Nullable Summary summary;

    private final class Submission extends Calls.Call<Acknowledgement> {
        private final int index;

        Submission(int index) {
            super("submit(job " + jobs.get(index).number() + ")");
            this.index = index;
        }

        @Override
        CompletionStage<Acknowledgement> begin(AsyncJobQueue member) {
            return member.submit(jobs.get(index));
        }

        @Override
        void answered(Acknowledgement acknowledgement) {
            accepted.set(index);
            acceptedCount++;
            settled();
        }

        /** A job that was submitted twice is acknowledged twice: a rejection is never about the job itself. */
        @Override
        boolean answeredBy(Throwable error) {
            for (Throwable cause = error; cause != null; cause = cause.getCause()) {
                if (cause instanceof JobRejectedException rejection) {
                    String message = rejection.getMessage() == null ? "" : rejection.getMessage();
                    rejected.put(index, new Rejection(jobs.get(index).number(), rejection.reason(), message));
                    settled();
                    return true;
                }
            }
            return false;
        }

        private void settled() {
            submissionsOutstanding--;
            if (hasFailedOnce()) {
                waits.add(nanosSinceFailure());
            }
            answered.set(index);
            firstOpen = answered.nextClearBit(firstOpen);
        }
    }

    private final class Advance extends Calls.Call<Summary> {
        private final long time;

        Advance(long time) {
            super("advance(" + time + ")");
            this.time = time;
        }

        @Override
        CompletionStage<Summary> begin(AsyncJobQueue member) {
            return member.advance(time);
        }

        @Override
        void answered(Summary answer) {
            advancing = false;
            summary = answer;
        }
    }

    private final class Page extends Calls.Call<SchedulePage> {
        private final List<ScheduledJob> rows;
        private final long after;
        private boolean more;

        Page(List<ScheduledJob> rows) {
            this(rows, rows.isEmpty() ? 0 : rows.get(rows.size() - 1).job());
        }

        private Page(List<ScheduledJob> rows, long after) {
            super("schedule(" + after + ")");
            this.rows = rows;
            this.after = after;
        }

        @Override
        CompletionStage<SchedulePage> begin(AsyncJobQueue member) {
            return member.schedule(after, settings.pageRows());
        }

        @Override
        void answered(SchedulePage page) {
            rows.addAll(page.rows());
            more = page.more() && !page.rows().isEmpty();
        }
    }

    /** @param jobs in the order in which they are submitted, that of their submit times */
    ReplayRun(Turns members, ReplaySettings settings, Consumer<ReplayProgress> listener, List<Job> jobs) {
        this.calls = new Calls(members, settings.patience());
        this.settings = settings;
        this.listener = listener;
        this.jobs = jobs;
    }

    /** Submits all jobs and awaits their answers, with advances in between. */
    void submitAll() throws ReplayException, InterruptedException {
        while (!calls.hasFailed() && (submitted < jobs.size() || calls.outstanding() > 0)) {
            while (submitted < jobs.size() && submissionsOutstanding < settings.window() && !calls.hasFailed()) {
                submissionsOutstanding++;
                calls.begin(new Submission(submitted++));
            }
            step();
            advanceBehindTheOpen();
        }
        awaitAll();
    }

    /** Advances once more, and awaits it. */
    void finish(long time) throws ReplayException, InterruptedException {
        advance(time);
        awaitAll();
    }

    /** The whole schedule, page by page. */
    List<ScheduledJob> readSchedule() throws ReplayException, InterruptedException {
        List<ScheduledJob> rows = new ArrayList<>();
        Page page;
        do {
            page = new Page(rows);
            calls.begin(page);
            awaitAll();
        } while (page.more);
        return rows;
    }

    /** Accepted jobs, in order. */
    List<Job> acknowledged() {
        return accepted.stream().mapToObj(jobs::get).toList();
    }

    List<Rejection> rejected() {
        return List.copyOf(rejected.values());
    }

    Pause pause() {
        return Pause.of(waits);
    }

    Summary summary() {
        return Objects.requireNonNull(summary, "no advance has been answered");
    }

    /** Every job before the first open one is answered, and the others have its submit time or a later one. */
    private void advanceBehindTheOpen() {
        boolean worthIt = firstOpen - advancedTo >= settings.advanceEvery() && firstOpen < jobs.size();
        if (worthIt && !advancing && !calls.hasFailed()) {
            advancedTo = firstOpen;
            advance(jobs.get(firstOpen).submit());
        }
    }

    private void advance(long time) {
        advancing = true;
        calls.begin(new Advance(time));
    }

    private void step() throws InterruptedException {
        if (calls.step()) {
            listener.accept(progress());
        }
    }

    private void awaitAll() throws ReplayException, InterruptedException {
        while (calls.outstanding() > 0) {
            step();
        }
        calls.throwFailure(progress());
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
}
