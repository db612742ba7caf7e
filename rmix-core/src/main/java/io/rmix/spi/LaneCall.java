package io.rmix.spi;

/**
 * One call of a lane; {@code rmix.v1.LaneCall} on the wire.
 *
 * @param service exported name
 * @param method operation's name
 * @param context sent with the call
 * @param payload the method's request message
 */
public record LaneCall(String service, String method, CallContext context, Payload payload) {}
