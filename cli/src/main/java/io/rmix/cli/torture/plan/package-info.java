/** What is done to the members of a torture, and when, drawn from a seed. Start at {@link io.rmix.cli.torture.plan.Plan}. */
@NullMarked
package io.rmix.cli.torture.plan;

import org.jspecify.annotations.NullMarked;
