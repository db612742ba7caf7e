package io.rmix.examples.jobqueue;

import java.util.Optional;

/**
 * Where one job is.
 *
 * @param job its number
 * @param state its state
 * @param start when it started, in seconds; there once it is running
 * @param end when it ended, in seconds; there once it is finished
 */
public record JobStatus(long job, JobState state, Optional<Long> start, Optional<Long> end) {}
