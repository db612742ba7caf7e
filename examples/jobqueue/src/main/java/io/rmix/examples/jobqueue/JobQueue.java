package io.rmix.examples.jobqueue;

import io.rmix.Idempotent;
import java.util.List;

/**
 * A batch scheduler: first come first served with EASY backfilling over a fixed number of processors, in virtual time.
 *
 * <p>The schedule follows from the accepted jobs and their times alone. The order in which they are submitted, and where time is
 * advanced on the way, do not matter. {@code docs/JOBQUEUE.md} is the specification.
 *
 * <p><b>Virtual time</b> starts at 0 and is moved by {@link #advance} only. At time T everything <em>before</em> T is decided and
 * nothing else: a job with submit time T can still be submitted.
 *
 * <p><b>Repeating.</b> Every method may be called again when its outcome is unknown: the second call changes nothing.
 */
public interface JobQueue {
    /** The end of time: when everything is decided, and no job is accepted any more. */
    long END_OF_TIME = Long.MAX_VALUE;

    /** The most rows that a page of the schedule holds. */
    int MAX_PAGE = 4096;

    /** The most jobs that one queue accepts, over its whole life. */
    int MAX_JOBS = 1 << 20;

    /**
     * Accepts a job. A job that was accepted before, equal in all fields, gets the same acknowledgement again, however late.
     *
     * @throws JobRejectedException if the job is not accepted; the queue is as it was
     */
    @Idempotent
    Acknowledgement submit(Job job) throws JobRejectedException;

    /** Does what {@link #submit} does for each job, in the order of the list; one rejected job does not keep out the others. */
    @Idempotent
    BatchAcknowledgement submitAll(List<Job> jobs);

    /**
     * Moves virtual time forward and decides everything before it.
     *
     * @param time seconds, or {@link #END_OF_TIME}; a time that is not later than the queue's own changes nothing
     * @return the queue as it then is
     */
    @Idempotent
    Summary advance(long time);

    /** @throws UnknownJobException if no job of this number was accepted */
    @Idempotent
    JobStatus status(long job) throws UnknownJobException;

    /** The queue as it is. */
    @Idempotent
    Summary summary();

    /**
     * One page of the finished jobs, by job number. Pages are of one schedule if their {@link SchedulePage#time} is the same.
     *
     * @param afterJob the page begins with the first number greater than this; 0 for the first page
     * @param limit how many rows at most; taken as 1 if less than 1, and as {@link #MAX_PAGE} if more than that
     */
    @Idempotent
    SchedulePage schedule(long afterJob, int limit);
}
