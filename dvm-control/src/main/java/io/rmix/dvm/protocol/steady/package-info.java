/**
 * The steady state of a view: start at {@link io.rmix.dvm.protocol.steady.SteadyState}, which keeps the counters and decides what is
 * delivered when. How entries reach the successor is next door, in {@code link}.
 */
@NullMarked
package io.rmix.dvm.protocol.steady;

import org.jspecify.annotations.NullMarked;
