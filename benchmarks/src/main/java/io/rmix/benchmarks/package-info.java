/**
 * The benchmarks that {@code dvm bench} runs: start at {@link io.rmix.benchmarks.BenchCommand}. Both sides of a comparison run in
 * turn within one run, and ratios are what counts.
 */
@NullMarked
package io.rmix.benchmarks;

import org.jspecify.annotations.NullMarked;
