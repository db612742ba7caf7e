/** Names that begin with {@code grpc:}, for gRPC: JNDI finds the factory by the name of this package. Start at {@link io.rmix.jndi.UrlContextFactory}. */
@NullMarked
package io.rmix.jndi.grpc;

import org.jspecify.annotations.NullMarked;
