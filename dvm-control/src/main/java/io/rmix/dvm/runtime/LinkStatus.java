package io.rmix.dvm.runtime;

/**
 * The link to the successor in the current view, as its sender sees it.
 *
 * @param to name of the successor
 * @param provider scheme of the provider that carries it
 * @param endpoint where it goes
 * @param state NONE in a view of one member; DOWN, ASKING (for the successor's position), FLOWING or HELD (the successor's application is slow)
 * @param frames sent
 * @param bytes of entries sent, repeated ones included
 * @param pulls times the successor asked for something again
 * @param breaks times the connection broke
 * @param sent position in the link log, in bytes, up to which it was sent
 * @param acknowledged position up to which the successor is known to have it; at most {@code sent}
 * @param underWay frames sent that were neither taken nor lost as far as is known
 */
public record LinkStatus(
        String to,
        String provider,
        String endpoint,
        String state,
        long frames,
        long bytes,
        long pulls,
        long breaks,
        long sent,
        long acknowledged,
        long underWay) {}
