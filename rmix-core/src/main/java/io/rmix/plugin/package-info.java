/**
 * Providers and interceptors that come and go while the process runs: start at {@link io.rmix.plugin.Plugins}, which {@link io.rmix.Rmix#plugins()}
 * gives. docs/PLUGINS.md has what a plug-in's folder holds, and what happens to exports, stubs and calls.
 */
@NullMarked
package io.rmix.plugin;

import org.jspecify.annotations.NullMarked;
