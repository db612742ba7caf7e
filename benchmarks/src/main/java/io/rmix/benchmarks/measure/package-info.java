/** How a comparison is measured: start at {@link io.rmix.benchmarks.measure.Comparison}. */
@NullMarked
package io.rmix.benchmarks.measure;

import org.jspecify.annotations.NullMarked;
