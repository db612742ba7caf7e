package io.rmix.examples.jobqueue;

/**
 * One row of the schedule: a finished job.
 *
 * @param job its number
 * @param submit when it arrived, in seconds
 * @param start when it started, in seconds
 * @param end when it ended, in seconds
 * @param processors how many processors it held from start to end
 */
public record ScheduledJob(long job, long submit, long start, long end, int processors) {}
