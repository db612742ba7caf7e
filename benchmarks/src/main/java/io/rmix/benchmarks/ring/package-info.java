/**
 * {@code dvm bench ring}: broadcasts in total order beside JGroups. Start at {@link io.rmix.benchmarks.ring.RingBench}; each
 * member of either system is a process, {@link io.rmix.benchmarks.ring.RingMember}, and all of them stay while the two take turns.
 */
@NullMarked
package io.rmix.benchmarks.ring;

import org.jspecify.annotations.NullMarked;
