package io.rmix.examples.jobqueue;

/**
 * Says that a job was not accepted.
 *
 * @param job the job's number
 * @param reason why, for programs
 * @param message why, for people, with the values that clash
 */
public record Rejection(long job, RejectReason reason, String message) {}
