package io.rmix.examples.jobqueue.replay;

/** A replay could not be brought to its end; the cause is the first failure, and nothing of the replay is outstanding any more. */
public final class ReplayException extends Exception {
    private static final long serialVersionUID = 1;

    private final ReplayProgress progress;

    ReplayException(String message, ReplayProgress progress, Throwable cause) {
        super(message, cause);
        this.progress = progress;
    }

    /** How far the replay came; jobs submitted, but neither acknowledged nor rejected, may or may not be in the queue. */
    public ReplayProgress progress() {
        return progress;
    }
}
