package io.rmix.jndi.grpc;

import io.rmix.jndi.UrlContextFactory;

/** Found by JNDI for names that begin with {@code grpc:}. */
public final class grpcURLContextFactory extends UrlContextFactory {
    /** For JNDI. */
    public grpcURLContextFactory() {}
}
