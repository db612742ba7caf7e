package io.rmix.examples.jobqueue;

/** No job of this number was accepted. */
public final class UnknownJobException extends Exception {
    private static final long serialVersionUID = 1;

    private final long job;

    /** @param job the number asked for */
    public UnknownJobException(long job) {
        super("no job " + job + " was accepted");
        this.job = job;
    }

    public long job() {
        return job;
    }
}
