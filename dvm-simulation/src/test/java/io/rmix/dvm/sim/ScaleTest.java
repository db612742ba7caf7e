package io.rmix.dvm.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.dvm.sim.Scale.Measured;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A ring of 3 and one of 1,000 differ in nothing that a link notices. */
class ScaleTest {
    private static final int[] SIZES = {3, 8, 50, 200, 1000};
    private static final int BROADCASTS = 5;

    @Test
    @Timeout(240)
    void aBroadcastCostsALinkTheSameAndAChangeOfViewsTenRoundTripsAtMost() throws Exception {
        SortedMap<Integer, Measured> all = new TreeMap<>();
        for (int size : SIZES) {
            Measured measured = size < 1000 ? new Scale(size).measure(BROADCASTS) : inAProcess(size);
            all.put(size, measured);
            System.out.printf(
                    "%4d members: %.2f frames and %.0f bytes a link and broadcast, %.1f round trips for a change of views%n",
                    size, measured.framesPerLink(), measured.bytesPerLink(), measured.roundTrips());
        }
        Measured largest = all.get(all.lastKey());
        all.forEach((size, measured) -> {
            assertTrue(measured.roundTrips() <= 10, "change of views: " + size + " members " + measured);
            assertTrue(measured.framesPerLink() <= 3, "frames: " + size + " members " + measured);
            // A payload crosses all links but one, which shows in a small ring.
            double share = (size - 1.0) / size;
            assertEquals(largest.bytesPerLink(), measured.bytesPerLink() / share, 40, "bytes: " + size + measured);
        });
    }

    @Test
    void membersThatLeaveTogetherDoSoAtOnce() {
        for (int size : new int[] {1, 2, 3, 5, 12}) {
            Scale.Leaving leaving = new Scale(size).leaveTogether(100_000_000);
            System.out.printf("%4d members leave: %s%n", size, leaving);
            // The last one notices with its next heartbeat that it is alone.
            assertTrue(leaving.millis() <= 100 + 10, size + " members " + leaving);
        }
    }

    @Test
    void membersThatAreToldToLeaveAtTheSameMomentDoSoInTwoChanges() {
        Scale.Leaving leaving = new Scale(5).leaveTogether(0);
        assertTrue(leaving.changes() <= 2 && leaving.millis() <= 100 + 10, leaving.toString());
    }

    private static Measured inAProcess(int size) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx4g",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Scale.class.getName(),
                        String.valueOf(size),
                        String.valueOf(BROADCASTS))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        assertTrue(process.waitFor(10, TimeUnit.SECONDS));
        assertEquals(0, process.exitValue(), out);
        String[] figures = out.trim().split(" ");
        return new Measured(
                Double.parseDouble(figures[0]), Double.parseDouble(figures[1]), Double.parseDouble(figures[2]));
    }
}
