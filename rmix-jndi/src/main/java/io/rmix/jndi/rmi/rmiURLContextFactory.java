package io.rmix.jndi.rmi;

import io.rmix.jndi.UrlContextFactory;

/** Found by JNDI for names that begin with {@code rmi:}. */
public final class rmiURLContextFactory extends UrlContextFactory {
    /** For JNDI. */
    public rmiURLContextFactory() {}
}
