package io.rmix.soap.xml;

import io.rmix.InvocationException.Code;
import io.rmix.Outcome;
import org.jspecify.annotations.Nullable;

/** What a server answered. */
public sealed interface Answer {
    /**
     * The call succeeded.
     *
     * @param value null for void
     */
    record Result(@Nullable Object value) implements Answer {}

    /** The servant threw an exception that the contract declares. */
    record Declared(Throwable exception) implements Answer {}

    /** An RMIX server refused or failed. */
    record Refused(Code code, Outcome outcome, String reason) implements Answer {}

    /**
     * A server that knows nothing of RMIX sent a fault.
     *
     * @param code its fault code, local name
     * @param reason its text
     */
    record Foreign(String code, String reason) implements Answer {}
}
