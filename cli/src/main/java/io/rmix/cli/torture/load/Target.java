package io.rmix.cli.torture.load;

import io.rmix.Stub;
import io.rmix.cli.torture.member.Ledger;

/**
 * A member as one client calls it.
 *
 * @param member its name
 * @param ledger with a deadline
 */
record Target(String member, Stub<Ledger> ledger) {}
