/**
 * Clients of a job queue: start at {@link io.rmix.examples.jobqueue.replay.TraceReplay}, which submits a trace through all members,
 * and at {@link io.rmix.examples.jobqueue.replay.ScheduleCsv}, which writes the schedule that came of it.
 */
@NullMarked
package io.rmix.examples.jobqueue.replay;

import org.jspecify.annotations.NullMarked;
