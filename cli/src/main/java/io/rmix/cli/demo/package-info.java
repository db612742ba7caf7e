/**
 * {@code dvm demo}: a ring of processes on this machine replays the jobs of a real one. Start at
 * {@link io.rmix.cli.demo.DemoCommand}; {@link io.rmix.cli.fleet.Fleet} keeps the processes, {@link io.rmix.cli.demo.DemoSummary} is
 * what comes out.
 */
@NullMarked
package io.rmix.cli.demo;

import org.jspecify.annotations.NullMarked;
