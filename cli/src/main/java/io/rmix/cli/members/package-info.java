/**
 * Who is in a DVM, and what an operator does about it: start at {@link io.rmix.cli.members.MembersCommand}. One member is asked, at a client endpoint, and tells what all
 * say.
 */
@NullMarked
package io.rmix.cli.members;

import org.jspecify.annotations.NullMarked;
