/**
 * Running and asking a node: {@link io.rmix.cli.node.StartCommand} and {@link io.rmix.cli.node.StatusCommand}. What a configuration file
 * says becomes a node in {@link io.rmix.cli.node.NodeStart}.
 */
@NullMarked
package io.rmix.cli.node;

import org.jspecify.annotations.NullMarked;
