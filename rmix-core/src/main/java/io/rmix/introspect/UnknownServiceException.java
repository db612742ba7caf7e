package io.rmix.introspect;

/** No service of that name is exported at the address that was asked; the message names those that are. */
public final class UnknownServiceException extends Exception {
    private static final long serialVersionUID = 1L;

    public UnknownServiceException(String message) {
        super(message);
    }
}
