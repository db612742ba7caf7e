package io.rmix.registry;

/** The name belongs to another reference. */
public final class AlreadyBoundException extends Exception {
    private static final long serialVersionUID = 1;

    /** @param message says which name, and what has it */
    public AlreadyBoundException(String message) {
        super(message);
    }
}
