package io.rmix;

/** What the caller of a failed invocation may conclude about the servant. */
public enum Outcome {
    /** The servant was not entered and never will be by this invocation: it is safe to invoke again. */
    NOT_INVOKED,
    /** The invocation was sent and nobody knows what became of it: invoke again only what is idempotent. */
    UNKNOWN,
    /** The servant was entered, and the failure is its own or came after it. */
    INVOKED
}
