/**
 * Networks between member processes that fail on demand. Start at {@link io.rmix.cli.torture.net.Network}.
 */
@NullMarked
package io.rmix.cli.torture.net;

import org.jspecify.annotations.NullMarked;
