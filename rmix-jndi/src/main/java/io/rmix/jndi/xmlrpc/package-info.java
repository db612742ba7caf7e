/** Names that begin with {@code xmlrpc:}, for XML-RPC: JNDI finds the factory by the name of this package. Start at {@link io.rmix.jndi.UrlContextFactory}. */
@NullMarked
package io.rmix.jndi.xmlrpc;

import org.jspecify.annotations.NullMarked;
