package io.rmix.examples.jobqueue.replay;

import io.rmix.examples.jobqueue.Acknowledgement;
import io.rmix.examples.jobqueue.Job;
import io.rmix.examples.jobqueue.JobQueue;
import io.rmix.examples.jobqueue.JobRejectedException;
import io.rmix.examples.jobqueue.SchedulePage;
import io.rmix.examples.jobqueue.Summary;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * A job queue at one member, called without waiting. Each call is begun in the order of the calls; answers may come in any order and
 * on any thread. A rejected job completes its stage with {@link JobRejectedException}, bare or as the cause of another exception.
 */
public interface AsyncJobQueue {
    /** Begins {@link JobQueue#submit}. */
    CompletionStage<Acknowledgement> submit(Job job);

    /** Begins {@link JobQueue#advance}. */
    CompletionStage<Summary> advance(long time);

    /** Begins {@link JobQueue#schedule}. */
    CompletionStage<SchedulePage> schedule(long afterJob, int limit);

    /**
     * A queue whose calls wait, called on an executor's threads.
     *
     * @param executor takes one call after another on one thread if the queue is a {@link
     *     io.rmix.examples.jobqueue.JobQueueService}
     */
    static AsyncJobQueue of(JobQueue queue, Executor executor) {
        return new AsyncJobQueue() {
            @Override
            public CompletionStage<Acknowledgement> submit(Job job) {
                return call(() -> queue.submit(job));
            }

            @Override
            public CompletionStage<Summary> advance(long time) {
                return call(() -> queue.advance(time));
            }

            @Override
            public CompletionStage<SchedulePage> schedule(long afterJob, int limit) {
                return call(() -> queue.schedule(afterJob, limit));
            }

            private <T> CompletionStage<T> call(Callable<T> call) {
                CompletableFuture<T> answer = new CompletableFuture<>();
                executor.execute(() -> {
                    try {
                        answer.complete(call.call());
                    } catch (Exception e) {
                        answer.completeExceptionally(e);
                    }
                });
                return answer;
            }
        };
    }
}
