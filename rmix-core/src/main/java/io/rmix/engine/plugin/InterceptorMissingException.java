package io.rmix.engine.plugin;

/** A stub's call needs an interceptor that no plug-in brings at the moment. The message is for its caller. */
public final class InterceptorMissingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InterceptorMissingException(String reason) {
        super(reason);
    }
}
