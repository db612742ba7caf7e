/** Names that begin with {@code rmi:}, for Java RMI, by the JDK's own runtime: JNDI finds the factory by the name of this package. Start at {@link io.rmix.jndi.UrlContextFactory}. */
@NullMarked
package io.rmix.jndi.rmi;

import org.jspecify.annotations.NullMarked;
