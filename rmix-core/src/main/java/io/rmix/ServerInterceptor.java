package io.rmix;

/**
 * Sees calls before their servant is entered, and hears of their end. Given to an engine with {@link Rmix.Builder#serverInterceptor},
 * for all its exports, or to an export with {@link Exporting#intercept}. The engine's come first, each in the order given.
 *
 * <p><b>Threads.</b> Asked on the thread that will run the servant, before the arguments are decoded; by any number at once. Calls that are
 * refused before they have a thread ({@code BUSY}, {@code NO_SUCH_SERVICE}, cancelled or late while they wait) are not seen.
 */
@FunctionalInterface
public interface ServerInterceptor {
    /**
     * Lets a call pass.
     *
     * @return what is to be done around it; {@link Interception#NONE} for nothing
     * @throws RefusedException to refuse it: the caller gets its code and text, with NOT_INVOKED whatever outcome it names. A one-way call that
     *     is refused ends its lane before it, so that calls sent after it are not invoked either; the caller's next one begins a new lane.
     *     Anything else that is thrown refuses it with {@code INTERNAL}, and the log says why.
     */
    Interception intercept(ServerContext call);
}
