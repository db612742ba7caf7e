package io.rmix;

/**
 * Sees calls before they are made, and hears of their end. Given to an engine with {@link Rmix.Builder#clientInterceptor}, for all its
 * stubs, or to a stub with {@link Stub#withInterceptor}. The engine's come first, each in the order given. A call that is tried several
 * times, because its operation is {@link Idempotent}, is one call.
 *
 * <p><b>Threads.</b> Asked on the caller's thread, by any number at once.
 */
@FunctionalInterface
public interface ClientInterceptor {
    /**
     * Lets a call pass, perhaps with more entries.
     *
     * @return what is to be done at its end; {@link Interception#NONE} for nothing
     * @throws RefusedException to refuse it: the caller gets its code and text in an {@link InvocationException} with NOT_INVOKED; in the
     *     future, if the call is asynchronous. Anything else that is thrown refuses it with {@code INTERNAL}, and the log says why.
     */
    Interception intercept(ClientContext call);
}
