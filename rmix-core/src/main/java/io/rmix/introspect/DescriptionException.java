package io.rmix.introspect;

/** A description of a contract that no interface can be made of; the message says of which contract, where and why. */
public final class DescriptionException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    DescriptionException(String where, String problem) {
        super("the description of " + where + " cannot be used: " + problem);
    }

    DescriptionException(String where, String problem, Throwable cause) {
        super("the description of " + where + " cannot be used: " + problem, cause);
    }
}
