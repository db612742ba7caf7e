package io.rmix.examples.jobqueue;

/** A job was not accepted, and the queue is as it was. */
public final class JobRejectedException extends Exception {
    private static final long serialVersionUID = 1;

    private final long job;
    private final RejectReason reason;

    /**
     * @param job the job's number
     * @param reason why, for programs
     * @param message why, for people
     */
    public JobRejectedException(long job, RejectReason reason, String message) {
        super(message);
        this.job = job;
        this.reason = reason;
    }

    public long job() {
        return job;
    }

    public RejectReason reason() {
        return reason;
    }
}
