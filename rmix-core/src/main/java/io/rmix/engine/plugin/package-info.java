/**
 * Plug-ins: start at {@link io.rmix.engine.plugin.PluginRegistry}. A plug-in's provider is wrapped, its connections and acceptors too:
 * the wrappers stay when the plug-in goes, so the engine, its stubs and exports need not know. What stands for its interceptors is in
 * {@link io.rmix.engine.plugin.InterceptorRegistry}.
 */
@NullMarked
package io.rmix.engine.plugin;

import org.jspecify.annotations.NullMarked;
