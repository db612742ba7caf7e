package io.rmix.cli.demo;

import io.rmix.Stub;
import io.rmix.examples.jobqueue.Acknowledgement;
import io.rmix.examples.jobqueue.Job;
import io.rmix.examples.jobqueue.JobQueue;
import io.rmix.examples.jobqueue.SchedulePage;
import io.rmix.examples.jobqueue.Summary;
import io.rmix.examples.jobqueue.replay.AsyncJobQueue;
import java.util.concurrent.CompletionStage;

/** The job queue at one member, through a stub. */
record StubQueue(Stub<JobQueue> stub) implements AsyncJobQueue {
    @Override
    public CompletionStage<Acknowledgement> submit(Job job) {
        return stub.async(queue -> queue.submit(job));
    }

    @Override
    public CompletionStage<Summary> advance(long time) {
        return stub.async(queue -> queue.advance(time));
    }

    @Override
    public CompletionStage<SchedulePage> schedule(long afterJob, int limit) {
        return stub.async(queue -> queue.schedule(afterJob, limit));
    }
}
