package io.rmix;

import io.rmix.contract.Contract;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A remote object, seen through its service interface. Any method may be invoked synchronously, asynchronously or one-way,
 * without a change to the servant.
 *
 * <p><b>Threads.</b> A stub may be used by any number of threads. Futures complete on completion threads, never on threads
 * that do I/O. An engine has 16 of them: a callback or listener that blocks keeps one from the others.
 *
 * <p><b>Arguments</b> are captured when the call is made: later changes do not reach the servant.
 *
 * <p><b>Errors.</b> Exceptions that the method declares arrive as themselves; all else is an {@link InvocationException}.
 *
 * @param <T> the service interface
 */
public interface Stub<T> extends AutoCloseable {
    /**
     * Invokes synchronously: each method returns the servant's result. Methods declared {@link OneWay} go as with
     * {@link #oneWay()}.
     */
    T sync();

    /**
     * Invokes one-way: each method returns at once, with null, zero or false. Calls of one stub are executed one after
     * another in the order they were made, over all methods, at most once. A call blocks while the lane is full, until the
     * stub's deadline, and is then refused with {@code BUSY} and {@code NOT_INVOKED}.
     */
    T oneWay();

    /**
     * Invokes asynchronously: {@code stub.async(g -> g.greet("Ada"))}. The function must call exactly one method of its
     * argument and return its value. Cancelling the future cancels the call.
     *
     * @throws IllegalArgumentException if the function made no call or more than one
     */
    <R> CompletableFuture<R> async(Call<T, R> call);

    /** Like {@link #async} for methods without a result. */
    CompletableFuture<Void> asyncVoid(VoidCall<T> call);

    /**
     * The same object with a deadline, from the moment of each call. For one-way calls it bounds the wait for room in the lane
     * and nothing else: once accepted they are executed, however late. Shares the connection; its lane is its own.
     */
    Stub<T> withDeadline(Duration time);

    /** The same object with one more entry that travels with each call. Keys are lower case letters, digits, {@code . _ -}. */
    Stub<T> withEntry(String key, String value);

    /** The same object with a lane of its own and somebody who hears what becomes of its one-way calls. */
    Stub<T> withLaneListener(LaneListener listener);

    /** The same object with one more interceptor, after those it has, and a lane of its own. */
    Stub<T> withInterceptor(ClientInterceptor interceptor);

    /** The lane of this stub's one-way calls. */
    Lane lane();

    /** Where calls go now. */
    Endpoint endpoint();

    /** Where calls may go, the preferred one first: what the stub was made from, ordered by {@link Links}. */
    List<Endpoint> endpoints();

    /**
     * Sends calls to another endpoint of the same object from now on, over whatever protocol that has. Calls under way end where they are; one-way
     * calls keep their order, for what was sent is settled before the rest goes to the new endpoint; nothing is lost and nothing done
     * twice. Holds for all stubs derived from one. If calls fail there because nobody is there, they go to the next of {@link #endpoints()}.
     * Of those the endpoint has the options that {@link Links} say; any other has none.
     *
     * @return completes when nothing of this stub is under way at the endpoint that was left, and its share of the connection has been given back
     * @throws IllegalArgumentException if the endpoint has no provider here, or one that cannot carry the contract
     * @throws IllegalStateException if the stub is closed
     */
    CompletableFuture<Void> moveTo(Endpoint endpoint);

    /** The contract of the service interface. */
    Contract contract();

    /**
     * Refuses further calls and waits until one-way calls are acknowledged and all others have ended, at most
     * {@link Limits#drain()}, then fails what is left. Stubs derived with {@code with…} are closed by their own.
     */
    @Override
    void close();

    /** A call with a result. */
    @FunctionalInterface
    interface Call<T, R> {
        /**
         * Makes the call: one method of the service.
         *
         * @param service notes which method is called with which arguments; of no use afterwards
         * @return what that method returns here, which means nothing
         */
        R on(T service) throws Exception;
    }

    /** A call without a result. */
    @FunctionalInterface
    interface VoidCall<T> {
        /**
         * Makes the call: one method of the service.
         *
         * @param service notes which method is called with which arguments; of no use afterwards
         */
        void on(T service) throws Exception;
    }

    /** One-way calls on their way. */
    interface Lane {
        /** Calls accepted so far. */
        long submitted();

        /** Calls executed, or reported as failed, so far. */
        long settled();

        /** Completes when everything submitted so far is settled; never exceptionally. */
        CompletableFuture<Void> flush();
    }
}
