/**
 * What follows a view: start at {@link io.rmix.dvm.protocol.view.ViewChange}, which decides it at one member; {@link
 * io.rmix.dvm.protocol.view.ViewControl} has what members say to each other about it. docs/MEMBERSHIP.md has the rules.
 */
@NullMarked
package io.rmix.dvm.protocol.view;

import org.jspecify.annotations.NullMarked;
