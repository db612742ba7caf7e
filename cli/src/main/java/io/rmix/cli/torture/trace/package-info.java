/**
 * What members write down for the verifier, in files that survive the death of the process. Start at {@link
 * io.rmix.cli.torture.trace.TraceRecord}.
 */
@NullMarked
package io.rmix.cli.torture.trace;

import org.jspecify.annotations.NullMarked;
