package io.rmix.spi;

import java.util.List;

/**
 * Consecutive calls of a lane; {@code rmix.v1.LaneFrame} on the wire, see {@link LaneCodec}.
 *
 * @param lane chosen at random
 * @param first sequence number of the first call
 * @param replaces the lane that broke before this one, or 0
 * @param calls may be empty, to ask for an acknowledgement
 */
public record LaneFrame(long lane, long first, long replaces, List<LaneCall> calls) {}
