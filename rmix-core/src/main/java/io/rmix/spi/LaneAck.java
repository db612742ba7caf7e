package io.rmix.spi;

/**
 * How far a lane is; {@code rmix.v1.LaneAck} on the wire.
 *
 * @param executed all calls up to this sequence number have been executed
 * @param credit bytes of payload that may be on their way beyond {@code executed}
 * @param refusal empty, or why the server ends the lane
 */
public record LaneAck(long executed, long credit, String refusal) {}
