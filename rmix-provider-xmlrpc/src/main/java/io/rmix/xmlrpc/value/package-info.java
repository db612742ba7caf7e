/**
 * Contract types as values of XML-RPC: start at {@link io.rmix.xmlrpc.value.ServiceCodec}. The mapping is in
 * docs/providers/xmlrpc.md.
 */
@NullMarked
package io.rmix.xmlrpc.value;

import org.jspecify.annotations.NullMarked;
