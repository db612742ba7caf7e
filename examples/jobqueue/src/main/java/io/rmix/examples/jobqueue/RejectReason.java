package io.rmix.examples.jobqueue;

/** Why a job is not accepted. Where several apply, the first in this order is given. */
public enum RejectReason {
    /** Another job of this number, different in some field, was accepted before. */
    CONFLICT,
    /** The job takes more processors than the machine has. */
    TOO_LARGE,
    /** The job's submit time is earlier than virtual time: what it might have changed is already decided. */
    LATE,
    /** The queue holds {@link JobQueue#MAX_JOBS} jobs. */
    FULL
}
