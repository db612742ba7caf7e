/**
 * A member of a distributed virtual machine at work: start at {@link io.rmix.dvm.runtime.DvmNode}, which is started from a {@link
 * io.rmix.dvm.runtime.NodeConfiguration} and takes broadcasts and commands. It drives the sans-IO core of {@code io.rmix.dvm.protocol} over RMIX: frames as one-way
 * invocations on the successor's stub, control messages as asynchronous ones.
 */
@NullMarked
package io.rmix.dvm.runtime;

import org.jspecify.annotations.NullMarked;
