/**
 * {@code dvm bench invoke}: RMIX over each provider beside the same protocol used raw. Start at
 * {@link io.rmix.benchmarks.invoke.InvokeBench}; both servers of a protocol are in one process of their own.
 */
@NullMarked
package io.rmix.benchmarks.invoke;

import org.jspecify.annotations.NullMarked;
