package io.rmix.jndi.soap;

import io.rmix.jndi.UrlContextFactory;

/** Found by JNDI for names that begin with {@code soap:}. */
public final class soapURLContextFactory extends UrlContextFactory {
    /** For JNDI. */
    public soapURLContextFactory() {}
}
