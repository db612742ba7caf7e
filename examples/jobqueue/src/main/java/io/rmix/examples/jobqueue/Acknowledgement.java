package io.rmix.examples.jobqueue;

/**
 * Says that a job is accepted: it will run, whatever happens to single members.
 *
 * @param job the job's number
 * @param submit when the job arrives, in seconds; virtual time may now be advanced past it
 */
public record Acknowledgement(long job, long submit) {}
