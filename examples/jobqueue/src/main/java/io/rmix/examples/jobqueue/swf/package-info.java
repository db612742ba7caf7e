/**
 * Traces in the Standard Workload Format 2.2 (Chapin et al., Benchmarks and Standards for the Evaluation of Parallel Job Schedulers,
 * JSSPP 1999; Parallel Workloads Archive): start at {@link io.rmix.examples.jobqueue.swf.SwfReader}. {@link
 * io.rmix.examples.jobqueue.swf.SwfWriter} writes the same format.
 */
@NullMarked
package io.rmix.examples.jobqueue.swf;

import org.jspecify.annotations.NullMarked;
