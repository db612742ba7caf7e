/**
 * The configuration of one node: start at {@link io.rmix.cli.config.NodeSettings}, which one YAML file says all of, and at
 * {@link io.rmix.cli.config.NodeSettingsReader}, which lists the keys. Whatever is wrong in a file is refused with file, line,
 * column and what was expected.
 */
@NullMarked
package io.rmix.cli.config;

import org.jspecify.annotations.NullMarked;
