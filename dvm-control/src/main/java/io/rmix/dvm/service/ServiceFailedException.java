package io.rmix.dvm.service;

/** A replica ended a command with an error, such as a stack that overflowed: its state may be no other member's any more, and the member leaves. */
public final class ServiceFailedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** With the service's name, the position and the error. */
    ServiceFailedException(String message, Error cause) {
        super(message, cause);
    }
}
