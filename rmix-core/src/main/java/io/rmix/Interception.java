package io.rmix;

/** What an interceptor has to do with one call, from the moment it was asked. */
public interface Interception {
    /** Nothing. */
    Interception NONE = new Interception() {};

    /**
     * At a server: makes something current around the servant's method, on the thread that runs it. The scopes of several
     * interceptors are closed in reverse order when the method has returned, also if its answer comes later. Not called at clients.
     */
    default Scope enter() {
        return Scope.NONE;
    }

    /**
     * Hears of the end of the call, once, also when a later interceptor refused it; the last interceptor hears first. On the thread
     * that ends the call: the caller's of a synchronous call, a completion thread or the one that cancels of others, and at a server a servant's or one for answers.
     * What it throws is logged and changes nothing.
     */
    default void ended(CallEnd end) {}
}
