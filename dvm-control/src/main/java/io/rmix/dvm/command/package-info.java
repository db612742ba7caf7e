/**
 * How a module adds to the command line: implement {@link io.rmix.dvm.command.DvmCommand}. It lives here because examples,
 * benchmarks and the command line all see this module, and the first two must not see the last.
 */
@NullMarked
package io.rmix.dvm.command;

import org.jspecify.annotations.NullMarked;
