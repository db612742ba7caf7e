package io.rmix.spi;

import java.util.List;

/**
 * Consecutive calls of a lane; {@code rmix.v1.LaneFrame} on the wire, see {@link LaneCodec}.
 *
 * @param lane chosen at random; names the sender over all its connections
 * @param first sequence number of the first call in its incarnation
 * @param incarnation 1 at first, higher each time the client begins anew: no call of a lower one may start any more
 * @param later whether these calls' acknowledgement may come with that of later ones, or some 20 ms later
 * @param calls may be empty, to ask for an acknowledgement
 */
public record LaneFrame(long lane, long first, long incarnation, boolean later, List<LaneCall> calls) {}
