package io.rmix.dvm.runtime;

import io.rmix.dvm.Order;
import io.rmix.dvm.service.CommandRefusedException;
import io.rmix.dvm.service.ServiceTable.Answer;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A message on its way from its submitter to the local replica, and whoever waits for it. */
sealed interface Submission {
    /** What a queued message costs beside its payload. */
    int OVERHEAD = 96;

    Order order();

    /** With its envelope. */
    byte[] payload();

    /** Whether somebody waits for it by now, or has left something to be done then. */
    boolean isAwaited();

    /** It was delivered; {@code answer} is null for a broadcast. On the completion thread, or on the apply thread if nobody awaits it. */
    void delivered(Delivered where, @Nullable Answer answer);

    /** It was not. On the completion thread. */
    void failed(SubmissionException cause);

    /** Counted against the bound of waiting messages. */
    default int cost() {
        return payload().length + OVERHEAD;
    }

    /** A broadcast. */
    record Broadcast(Order order, byte[] payload, CompletableFuture<Delivered> future) implements Submission {
        @Override
        public boolean isAwaited() {
            return future.getNumberOfDependents() > 0;
        }

        @Override
        public void delivered(Delivered where, @Nullable Answer answer) {
            future.complete(where);
        }

        @Override
        public void failed(SubmissionException cause) {
            future.completeExceptionally(cause);
        }
    }

    /** A command of a service. */
    record Command(byte[] payload, CompletableFuture<byte[]> future) implements Submission {
        @Override
        public Order order() {
            return Order.ATOMIC;
        }

        @Override
        public boolean isAwaited() {
            return future.getNumberOfDependents() > 0;
        }

        @Override
        public void delivered(Delivered where, @Nullable Answer answer) {
            if (answer == null) {
                future.completeExceptionally(new CommandRefusedException("no answer at position " + where.position()));
            } else if (answer.refusal().isEmpty()) {
                future.complete(answer.answer());
            } else {
                future.completeExceptionally(new CommandRefusedException(answer.refusal()));
            }
        }

        @Override
        public void failed(SubmissionException cause) {
            future.completeExceptionally(cause);
        }
    }
}
