package io.rmix.dvm.runtime;

/** Rules of links that are none, or leave a member unreachable. */
public final class BadLinkException extends Exception {
    private static final long serialVersionUID = 1;

    /** @param message says what is wrong with which rule */
    public BadLinkException(String message) {
        super(message);
    }
}
