/**
 * What runs in the processes of a torture: a node with a replicated {@link io.rmix.cli.torture.member.Ledger}, which writes down all that happens to
 * it. Start at {@link io.rmix.cli.torture.member.MemberCommand}.
 */
@NullMarked
package io.rmix.cli.torture.member;

import org.jspecify.annotations.NullMarked;
