package io.rmix.examples.jobqueue;

/** Where a job is. At virtual time T only what happens before T has happened. */
public enum JobState {
    /** Accepted; its submit time has not passed. */
    ACCEPTED,
    /** Arrived, and not started. */
    WAITING,
    /** Started, and not ended. */
    RUNNING,
    /** Ended. */
    FINISHED
}
