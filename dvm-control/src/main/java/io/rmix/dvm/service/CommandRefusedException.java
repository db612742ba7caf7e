package io.rmix.dvm.service;

/**
 * A command was delivered, and the replicated service refused it: every member agrees on that, and the state is as it was. Not
 * thrown for the exceptions that a service interface declares; those arrive as themselves.
 */
public final class CommandRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** With the service's words. */
    public CommandRefusedException(String message) {
        super(message);
    }
}
