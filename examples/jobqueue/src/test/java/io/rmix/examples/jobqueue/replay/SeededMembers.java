package io.rmix.examples.jobqueue.replay;

import io.rmix.examples.jobqueue.Acknowledgement;
import io.rmix.examples.jobqueue.Job;
import io.rmix.examples.jobqueue.JobQueueService;
import io.rmix.examples.jobqueue.SchedulePage;
import io.rmix.examples.jobqueue.Summary;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Members that share one queue and apply the calls outstanding in an order drawn from a seed, without threads: a call is applied
 * when no answer is on its way, on a call or when an answer has been taken (tell it by {@link #answerTaken}).
 */
final class SeededMembers {
    private final JobQueueService queue;
    private final Random random;
    private final List<Runnable> outstanding = new ArrayList<>();
    private int answersOnTheirWay;
    private int applied;
    private int failing = Integer.MAX_VALUE;

    /** How often each member was called, and the most calls outstanding at once. */
    final int[] calls;

    int mostOutstanding;

    SeededMembers(JobQueueService queue, int members, long seed) {
        this.queue = queue;
        this.random = new Random(seed);
        this.calls = new int[members];
    }

    /** Makes every call fail from the given one on, in the order of application from 1. */
    void failFrom(int call) {
        failing = call;
    }

    int outstanding() {
        return outstanding.size() + answersOnTheirWay;
    }

    void answerTaken() {
        answersOnTheirWay--;
        applyOne();
    }

    List<AsyncJobQueue> stubs() {
        List<AsyncJobQueue> stubs = new ArrayList<>();
        for (int i = 0; i < calls.length; i++) {
            stubs.add(stub(i));
        }
        return stubs;
    }

    private AsyncJobQueue stub(int member) {
        return new AsyncJobQueue() {
            @Override
            public CompletionStage<Acknowledgement> submit(Job job) {
                return call(member, () -> queue.submit(job));
            }

            @Override
            public CompletionStage<Summary> advance(long time) {
                return call(member, () -> queue.advance(time));
            }

            @Override
            public CompletionStage<SchedulePage> schedule(long afterJob, int limit) {
                return call(member, () -> queue.schedule(afterJob, limit));
            }
        };
    }

    private <T> CompletionStage<T> call(int member, Callable<T> call) {
        calls[member]++;
        CompletableFuture<T> answer = new CompletableFuture<>();
        outstanding.add(() -> {
            if (++applied >= failing) {
                answer.completeExceptionally(new IllegalStateException("the member is gone"));
                return;
            }
            try {
                answer.complete(call.call());
            } catch (Exception e) {
                answer.completeExceptionally(e);
            }
        });
        mostOutstanding = Math.max(mostOutstanding, outstanding());
        applyOne();
        return answer;
    }

    private void applyOne() {
        if (answersOnTheirWay == 0 && !outstanding.isEmpty()) {
            answersOnTheirWay++;
            outstanding.remove(random.nextInt(outstanding.size())).run();
        }
    }
}
