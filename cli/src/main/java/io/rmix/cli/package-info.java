/**
 * The command line {@code dvm}: {@link io.rmix.cli.Main} assembles the subcommands that it finds and runs one. Each subcommand is
 * a {@link io.rmix.dvm.command.DvmCommand}; those of this module are in {@code META-INF/services}.
 */
@NullMarked
package io.rmix.cli;

import org.jspecify.annotations.NullMarked;
