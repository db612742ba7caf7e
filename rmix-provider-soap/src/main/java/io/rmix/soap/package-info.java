/**
 * RMIX over SOAP: start at {@link io.rmix.soap.SoapProvider}. Document/literal wrapped with a WSDL, so that a client that knows
 * nothing of RMIX can call; what goes where is in docs/providers/soap.md.
 */
@NullMarked
package io.rmix.soap;

import org.jspecify.annotations.NullMarked;
