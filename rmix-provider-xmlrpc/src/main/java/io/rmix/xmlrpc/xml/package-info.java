/**
 * Documents of XML-RPC: start at {@link io.rmix.xmlrpc.xml.DocumentReader} and {@link io.rmix.xmlrpc.xml.DocumentWriter}. Apache
 * XML-RPC parses and writes; what it is too lenient for is stopped by {@link io.rmix.xmlrpc.xml.Gate} before it.
 */
@NullMarked
package io.rmix.xmlrpc.xml;

import org.jspecify.annotations.NullMarked;
