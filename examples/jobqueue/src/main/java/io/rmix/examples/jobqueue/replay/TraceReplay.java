package io.rmix.examples.jobqueue.replay;

import io.rmix.examples.jobqueue.Job;
import io.rmix.examples.jobqueue.JobQueue;
import io.rmix.examples.jobqueue.ScheduledJob;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Replays a trace: submits every job through the members in turn, with many submissions outstanding, advances virtual time behind the
 * acknowledged ones, and at last to the end of time.
 *
 * <p>Jobs are submitted in the order of (submit time, number). Time is advanced only to the submit time of the first job that is
 * still open, so no job comes late, whatever order the answers come in.
 *
 * <p><b>Members that fail.</b> A call that was not executed, or of which nobody knows, is repeated through another member: the queue knows a job
 * that is submitted twice by its number, and gives the same answer. A member whose call failed is left out, and tried again with one call after a pause of
 * 10 ms, which doubles up to 500 ms. A job that the queue refuses is never submitted again.
 */
public final class TraceReplay {
    private static final Comparator<Job> ARRIVAL =
            Comparator.comparingLong(Job::submit).thenComparingLong(Job::number);

    private final Turns members;
    private final ReplaySettings settings;
    private final Consumer<ReplayProgress> listener;

    /**
     * @param members the same queue at one or several members
     * @param listener is told after every answer, on the thread that replays; it should be quick
     */
    public TraceReplay(
            List<? extends AsyncJobQueue> members, ReplaySettings settings, Consumer<ReplayProgress> listener) {
        if (members.isEmpty()) {
            throw new IllegalArgumentException("a replay needs at least one member");
        }
        this.members = new Turns(members);
        this.settings = settings;
        this.listener = listener;
    }

    /** One more member takes calls from now on, while a trace is replayed too. Any thread. */
    public void join(AsyncJobQueue member) {
        members.join(member);
    }

    /**
     * Replays a trace to its end, and waits for it.
     *
     * @param jobs the trace, in any order; a number that comes twice is submitted twice, and the queue decides
     * @throws ReplayException if a call fails and is not worth repeating, or no member has answered any call for as long as the settings'
     *     patience; no more calls are then made, and those outstanding are awaited first
     * @throws InterruptedException if interrupted; calls outstanding are left to themselves
     */
    public ReplayReport run(List<Job> jobs) throws ReplayException, InterruptedException {
        List<Job> ordered = jobs.stream().sorted(ARRIVAL).toList();
        ReplayRun run = new ReplayRun(members, settings, listener, ordered);
        run.submitAll();
        run.finish(JobQueue.END_OF_TIME);
        List<ScheduledJob> schedule = run.readSchedule();
        Set<Long> rows = new HashSet<>();
        schedule.forEach(row -> rows.add(row.job()));
        int completed = (int) run.acknowledged().stream()
                .filter(job -> rows.contains(job.number()))
                .count();
        return new ReplayReport(
                ordered.size(),
                run.acknowledged().size(),
                completed,
                run.rejected(),
                run.pause(),
                run.summary(),
                schedule);
    }
}
