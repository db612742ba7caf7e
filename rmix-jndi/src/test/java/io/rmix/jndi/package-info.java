/** Endpoints as JNDI names, through {@link javax.naming.InitialContext} as programs use them: start at UrlContextTest. */
package io.rmix.jndi;
