package io.rmix.examples.jobqueue.replay;

import io.rmix.examples.jobqueue.Rejection;
import io.rmix.examples.jobqueue.ScheduledJob;
import io.rmix.examples.jobqueue.Summary;
import java.util.List;

/**
 * What became of a trace.
 *
 * @param submitted jobs of the trace, all of which were submitted
 * @param acknowledged jobs accepted
 * @param completed accepted jobs with a row in the schedule
 * @param rejected jobs not accepted, in the order of the trace
 * @param pause what failures of members cost the submitters
 * @param summary the queue at the end of time
 * @param schedule the finished jobs of the queue, by job number
 */
public record ReplayReport(
        int submitted,
        int acknowledged,
        int completed,
        List<Rejection> rejected,
        Pause pause,
        Summary summary,
        List<ScheduledJob> schedule) {
    public ReplayReport {
        rejected = List.copyOf(rejected);
        schedule = List.copyOf(schedule);
    }

    /** Whether every job of the trace was either completed or rejected. */
    public boolean allAccountedFor() {
        return completed == acknowledged && completed + rejected.size() == submitted;
    }
}
