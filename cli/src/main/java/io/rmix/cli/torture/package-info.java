/**
 * {@code dvm torture}: members as processes, faults of many kinds, and proof that nothing is lost, doubled or different. Start at {@link
 * io.rmix.cli.torture.TortureCommand}; {@link io.rmix.cli.torture.TortureRun} is its course, {@link io.rmix.cli.torture.Crew} has the processes.
 */
@NullMarked
package io.rmix.cli.torture;

import org.jspecify.annotations.NullMarked;
