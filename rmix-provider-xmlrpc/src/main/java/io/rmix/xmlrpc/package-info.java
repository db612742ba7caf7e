/**
 * RMIX over XML-RPC: start at {@link io.rmix.xmlrpc.XmlRpcProvider}. Any XML-RPC client can call; what goes where is in
 * docs/providers/xmlrpc.md.
 */
@NullMarked
package io.rmix.xmlrpc;

import org.jspecify.annotations.NullMarked;
