/**
 * The clients of a torture, which write to the ledger at all members and believe only what they are told. Start at {@link
 * io.rmix.cli.torture.load.Clients}.
 */
@NullMarked
package io.rmix.cli.torture.load;

import org.jspecify.annotations.NullMarked;
