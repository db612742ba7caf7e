/**
 * XML as body of a request or answer: start at {@link io.rmix.http.xml.XmlOut}, which is written within bounds. Reading is left to
 * each protocol; what they share is which encodings are read and how times look.
 */
@NullMarked
package io.rmix.http.xml;

import org.jspecify.annotations.NullMarked;
