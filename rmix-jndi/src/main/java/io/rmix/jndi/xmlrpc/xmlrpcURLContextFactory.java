package io.rmix.jndi.xmlrpc;

import io.rmix.jndi.UrlContextFactory;

/** Found by JNDI for names that begin with {@code xmlrpc:}. */
public final class xmlrpcURLContextFactory extends UrlContextFactory {
    /** For JNDI. */
    public xmlrpcURLContextFactory() {}
}
