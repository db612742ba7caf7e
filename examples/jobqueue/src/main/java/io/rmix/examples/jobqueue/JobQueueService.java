package io.rmix.examples.jobqueue;

import io.rmix.dvm.service.ReplicatedService.Snapshot;
import io.rmix.dvm.service.ReplicatedState;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The state of a job queue, held by every member: a pure function of the calls made, without clock, chance or threads of its own.
 * Not for concurrent use; a snapshot, once taken, may be written by another thread.
 */
public final class JobQueueService implements JobQueue, ReplicatedState {
    private int processors;
    private JobTable table;
    private Scheduler scheduler;

    /**
     * An empty queue at time 0.
     *
     * @param processors processors of the machine, from 1 to {@link Job#MAX_PROCESSORS}
     */
    public JobQueueService(int processors) {
        if (processors < 1 || processors > Job.MAX_PROCESSORS) {
            throw new IllegalArgumentException(
                    "a machine has from 1 to " + Job.MAX_PROCESSORS + " processors, not " + processors);
        }
        this.processors = processors;
        this.table = new JobTable();
        this.scheduler = new Scheduler(processors, 0, table);
    }

    @Override
    public Acknowledgement submit(Job job) throws JobRejectedException {
        Optional<Rejection> rejection = accept(job);
        if (rejection.isPresent()) {
            Rejection refused = rejection.get();
            throw new JobRejectedException(refused.job(), refused.reason(), refused.message());
        }
        return new Acknowledgement(job.number(), job.submit());
    }

    @Override
    public BatchAcknowledgement submitAll(List<Job> jobs) {
        List<Acknowledgement> accepted = new ArrayList<>(jobs.size());
        List<Rejection> rejected = new ArrayList<>();
        for (Job job : jobs) {
            accept(job)
                    .ifPresentOrElse(
                            rejected::add, () -> accepted.add(new Acknowledgement(job.number(), job.submit())));
        }
        return new BatchAcknowledgement(accepted, rejected);
    }

    private Optional<Rejection> accept(Job job) {
        Integer known = table.row(job.number());
        if (known != null) {
            Job first = table.job(known);
            return first.equals(job)
                    ? Optional.empty()
                    : reject(job, RejectReason.CONFLICT, "is already accepted as " + first + ", not " + job);
        }
        if (job.processors() > processors) {
            String message = "takes " + job.processors() + " processors; the machine has " + processors;
            return reject(job, RejectReason.TOO_LARGE, message);
        }
        if (job.submit() < scheduler.time()) {
            String message = "arrives at " + job.submit() + ", but virtual time is already "
                    + (scheduler.time() == END_OF_TIME ? "at its end" : scheduler.time());
            return reject(job, RejectReason.LATE, message);
        }
        if (table.size() == MAX_JOBS) {
            return reject(job, RejectReason.FULL, "comes when the queue holds " + MAX_JOBS + " jobs, its limit");
        }
        scheduler.accept(table.add(job, JobTable.NOT_STARTED));
        return Optional.empty();
    }

    private static Optional<Rejection> reject(Job job, RejectReason reason, String message) {
        return Optional.of(new Rejection(job.number(), reason, "job " + job.number() + " " + message));
    }

    @Override
    public Summary advance(long time) {
        scheduler.advance(time);
        return scheduler.summary();
    }

    @Override
    public JobStatus status(long job) throws UnknownJobException {
        Integer row = table.row(job);
        if (row == null) {
            throw new UnknownJobException(job);
        }
        JobState state = scheduler.state(row);
        long start = table.start(row);
        Optional<Long> started = start == JobTable.NOT_STARTED ? Optional.empty() : Optional.of(start);
        Optional<Long> ended = started.filter(s -> state == JobState.FINISHED)
                .map(s -> s + table.job(row).runTime());
        return new JobStatus(job, state, started, ended);
    }

    @Override
    public Summary summary() {
        return scheduler.summary();
    }

    @Override
    public SchedulePage schedule(long afterJob, int limit) {
        int rows = Math.max(1, Math.min(limit, MAX_PAGE));
        return scheduler.finished().page(scheduler.time(), afterJob, rows);
    }

    @Override
    public Snapshot snapshot() {
        return new QueueSnapshot(processors, scheduler.time(), table.copyOfJobs(), table.copyOfStarts());
    }

    @Override
    public void restore(InputStream in) throws IOException {
        QueueSnapshot.Content content = QueueSnapshot.read(in);
        processors = content.processors();
        table = content.table();
        scheduler = new Scheduler(processors, content.time(), table);
    }
}
