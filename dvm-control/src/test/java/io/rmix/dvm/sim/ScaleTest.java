package io.rmix.dvm.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** A ring of 3 and one of 1,000 differ in nothing that a link notices. */
class ScaleTest {
    private static final int[] SIZES = {3, 8, 50, 200, 1000};
    private static final int BROADCASTS = 5;

    @Test
    void aBroadcastCostsALinkTheSameAndAChangeOfViewsTenRoundTripsAtMost() {
        Scale.Measured large = new Scale(1000).measure(BROADCASTS);
        for (int size : SIZES) {
            Scale.Measured measured = size == 1000 ? large : new Scale(size).measure(BROADCASTS);
            System.out.printf(
                    "%4d members: %.2f frames and %.0f bytes a link and broadcast, %.1f round trips for a change of views%n",
                    size, measured.framesPerLink(), measured.bytesPerLink(), measured.roundTrips());
            assertTrue(measured.roundTrips() <= 10, "change of views: " + size + " members " + measured);
            assertTrue(measured.framesPerLink() <= 3, "frames: " + size + " members " + measured);
            if (size > 3) {
                assertEquals(large.bytesPerLink(), measured.bytesPerLink(), large.bytesPerLink() / 4, "bytes: " + size);
            }
        }
    }
}
