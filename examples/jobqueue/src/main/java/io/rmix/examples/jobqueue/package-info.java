/**
 * A batch scheduler for the head nodes of a cluster, as a replicated service: start at {@link
 * io.rmix.examples.jobqueue.JobQueue}, the contract that users call through stubs, and at {@link
 * io.rmix.examples.jobqueue.JobQueueService}, the state that every member holds. {@code docs/JOBQUEUE.md} specifies the schedule
 * and the state's encoding byte by byte.
 */
@NullMarked
package io.rmix.examples.jobqueue;

import org.jspecify.annotations.NullMarked;
