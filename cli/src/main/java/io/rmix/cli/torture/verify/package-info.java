/**
 * Proves that nothing acknowledged is lost, nothing doubled and all members agree, from what members wrote down and clients were told. Start at {@link
 * io.rmix.cli.torture.verify.Verifier}.
 */
@NullMarked
package io.rmix.cli.torture.verify;

import org.jspecify.annotations.NullMarked;
