package io.rmix.registry;

/** Nothing has that name. */
public final class NotBoundException extends Exception {
    private static final long serialVersionUID = 1;

    /** @param message says which name */
    public NotBoundException(String message) {
        super(message);
    }
}
