/**
 * The plug-ins of a running node: {@link io.rmix.cli.plugin.PluginCommand}, whose subcommands call {@link io.rmix.dvm.runtime.PluginControl}. What they
 * all ask for is in {@link io.rmix.cli.plugin.Asked}.
 */
@NullMarked
package io.rmix.cli.plugin;

import org.jspecify.annotations.NullMarked;
