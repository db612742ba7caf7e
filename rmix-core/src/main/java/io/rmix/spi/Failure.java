package io.rmix.spi;

import io.rmix.InvocationException.Code;
import io.rmix.Outcome;
import io.rmix.contract.ExceptionType;

/** How a call failed at the server, for a provider to put on its wire. */
public sealed interface Failure {
    /**
     * The servant threw an exception that its contract declares.
     *
     * @param type as declared
     * @param exception thrown
     */
    record Declared(ExceptionType type, Throwable exception) implements Failure {}

    /**
     * Any other failure.
     *
     * @param code never UNAVAILABLE
     * @param outcome what the caller may conclude
     * @param reason for the caller; says nothing of the servant's inside
     */
    record Refused(Code code, Outcome outcome, String reason) implements Failure {}
}
