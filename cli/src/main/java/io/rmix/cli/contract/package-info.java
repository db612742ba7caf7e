/**
 * Contracts on the command line: {@link io.rmix.cli.contract.DescribeCommand}. It finds interfaces by
 * {@link io.rmix.cli.contract.InterfaceLoader} and asks providers for what they make of a contract.
 */
@NullMarked
package io.rmix.cli.contract;

import org.jspecify.annotations.NullMarked;
