/**
 * Contract types as XML: start at {@link io.rmix.soap.xml.ServiceCodec}, which writes and reads the messages of one contract, and at
 * {@link io.rmix.soap.xml.Wsdl}, which describes them to others. The mapping is in docs/providers/soap.md.
 */
@NullMarked
package io.rmix.soap.xml;

import org.jspecify.annotations.NullMarked;
