package io.rmix.benchmarks.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RatioTest {
    @Test
    void theIntervalIsThatOfTheOrderStatistics() {
        double[] eleven = {11, 1, 10, 2, 9, 3, 8, 4, 7, 5, 6};
        assertEquals(new Ratio(6, 2, 10, 11), Ratio.of(eleven));
        assertEquals(new Ratio(3.5, 1, 6, 6), Ratio.of(new double[] {1, 2, 3, 4, 5, 6}));
        assertThrows(IllegalArgumentException.class, () -> Ratio.of(new double[] {1, 2, 3, 4, 5}));
    }

    @Test
    void theIntervalCoversTheMedianAsOftenAsItSays() {
        SplittableRandom random = new SplittableRandom(1);
        for (int n : new int[] {6, 11, 21, 40}) {
            int covered = 0;
            for (int trial = 0; trial < 4000; trial++) {
                Ratio ratio = Ratio.of(random.doubles(n).toArray());
                if (ratio.low() <= 0.5 && 0.5 <= ratio.high()) covered++;
            }
            assertTrue(covered >= 0.94 * 4000, n + ": " + covered);
        }
    }
}
