package io.rmix.cli;

/** Something that the user can put right: the message says what is wrong, where, and what to do. Ends with {@link ExitCode#USAGE}. */
public class UserError extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** An error whose message is all that there is to say. */
    public UserError(String message) {
        super(message);
    }

    /** An error with the failure that led to it. */
    public UserError(String message, Throwable cause) {
        super(message, cause);
    }
}
