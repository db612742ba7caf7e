/**
 * Traces made from a seed, where there is no real one: start at {@link io.rmix.examples.jobqueue.trace.TraceGenerator}. {@link
 * io.rmix.examples.jobqueue.trace.TraceSettings} says what the jobs are like.
 */
@NullMarked
package io.rmix.examples.jobqueue.trace;

import org.jspecify.annotations.NullMarked;
