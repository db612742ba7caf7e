/** Names that begin with {@code soap:}, for SOAP: JNDI finds the factory by the name of this package. Start at {@link io.rmix.jndi.UrlContextFactory}. */
@NullMarked
package io.rmix.jndi.soap;

import org.jspecify.annotations.NullMarked;
