/**
 * Nodes as processes of this machine, started, watched and ended together by one command. Start at {@link io.rmix.cli.fleet.Fleet}; {@link
 * io.rmix.cli.fleet.Places} has addresses for them.
 */
@NullMarked
package io.rmix.cli.fleet;

import org.jspecify.annotations.NullMarked;
