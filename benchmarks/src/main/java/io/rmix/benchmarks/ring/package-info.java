/**
 * {@code dvm bench ring}: broadcasts in total order beside peers. Start at {@link io.rmix.benchmarks.ring.RingBench}; each
 * member of each contender is a process, {@link io.rmix.benchmarks.ring.RingMember}, and all of them stay while the contenders take turns.
 */
@NullMarked
package io.rmix.benchmarks.ring;

import org.jspecify.annotations.NullMarked;
