/**
 * JNDI names that are endpoints, so that a program written for Java RMI and JNDI changes its protocol by configuration: start at {@link
 * io.rmix.jndi.UrlContextFactory}. {@link io.rmix.jndi.UrlContext} does what a program asks for; docs/how-to/move-from-rmi.md tells how to use it.
 */
@NullMarked
package io.rmix.jndi;

import org.jspecify.annotations.NullMarked;
