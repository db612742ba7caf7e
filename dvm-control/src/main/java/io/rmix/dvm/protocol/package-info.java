/**
 * The sans-IO core: start at {@link io.rmix.dvm.protocol.MemberCore}, which takes an {@link io.rmix.dvm.protocol.Event} and returns
 * the {@link io.rmix.dvm.protocol.Effect}s to be executed in that order. It does no I/O, has no clock and no chance, and belongs to one thread.
 */
@NullMarked
package io.rmix.dvm.protocol;

import org.jspecify.annotations.NullMarked;
