/**
 * The one-way path to the successor: start at {@link io.rmix.dvm.protocol.link.LinkLog}, whose bytes are sent, retained and delivered from. {@link
 * io.rmix.dvm.protocol.link.LinkSender} cuts frames from it, {@link io.rmix.dvm.protocol.link.LinkReceiver} is the other end.
 */
@NullMarked
package io.rmix.dvm.protocol.link;

import org.jspecify.annotations.NullMarked;
