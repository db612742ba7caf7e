/**
 * State on its way to a learner: start at {@link io.rmix.dvm.protocol.transfer.Learner}, which asks for it, and {@link
 * io.rmix.dvm.protocol.transfer.Sponsor}, which gives it. docs/MEMBERSHIP.md has the rules.
 */
@NullMarked
package io.rmix.dvm.protocol.transfer;

import org.jspecify.annotations.NullMarked;
