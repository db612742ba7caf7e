/**
 * The vocabulary of distributed control: start at {@link io.rmix.dvm.View}, which says who takes part, and at {@link
 * io.rmix.dvm.SharedConfiguration}, which says what the members agree on. Values only: no I/O, no clock, no chance.
 */
@NullMarked
package io.rmix.dvm;

import org.jspecify.annotations.NullMarked;
