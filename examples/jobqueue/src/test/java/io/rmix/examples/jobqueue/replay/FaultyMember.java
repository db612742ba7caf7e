package io.rmix.examples.jobqueue.replay;

import io.rmix.InvocationException;
import io.rmix.InvocationException.Code;
import io.rmix.Outcome;
import io.rmix.examples.jobqueue.Acknowledgement;
import io.rmix.examples.jobqueue.Job;
import io.rmix.examples.jobqueue.JobQueue;
import io.rmix.examples.jobqueue.SchedulePage;
import io.rmix.examples.jobqueue.Summary;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** A member that answers at once, or fails as a script says. */
final class FaultyMember implements AsyncJobQueue {
    /** What becomes of a call. */
    enum Fate {
        ANSWERED,
        /** It was not executed, and the caller knows it. */
        NOT_INVOKED,
        /** It was not executed, and the caller does not know. */
        LOST,
        /** It was executed, and the caller does not know. */
        ANSWER_LOST,
        /** It was executed and failed. */
        FAILED
    }

    private final JobQueue queue;
    private final Supplier<Fate> script;

    /** How often it was called, and how often it answered. */
    int calls;

    int answers;

    FaultyMember(JobQueue queue, Supplier<Fate> script) {
        this.queue = queue;
        this.script = script;
    }

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
        calls++;
        return switch (script.get()) {
            case ANSWERED -> {
                answers++;
                yield execute(call);
            }
            case NOT_INVOKED -> failure(Code.UNAVAILABLE, Outcome.NOT_INVOKED);
            case LOST -> failure(Code.UNAVAILABLE, Outcome.UNKNOWN);
            case ANSWER_LOST ->
                execute(call)
                        .exceptionally(rejected -> null)
                        .thenCompose(done -> failure(Code.DEADLINE_EXCEEDED, Outcome.UNKNOWN));
            case FAILED -> failure(Code.SERVANT_FAILED, Outcome.INVOKED);
        };
    }

    private static <T> CompletableFuture<T> execute(Callable<T> call) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        try {
            answer.complete(call.call());
        } catch (Exception e) {
            answer.completeExceptionally(e);
        }
        return answer;
    }

    private static <T> CompletableFuture<T> failure(Code code, Outcome outcome) {
        return CompletableFuture.failedFuture(
                new InvocationException(code, outcome, null, "jobqueue", "call", "as the script says", null));
    }
}
