package io.rmix.cli.demo;

import java.time.Duration;
import java.util.Locale;

/** A line that says how much is done, in ASCII. */
final class ProgressBar {
    private static final int WIDTH = 20;

    private ProgressBar() {}

    /**
     * The line.
     *
     * @param done 0 to {@code all}
     * @param what is counted, such as {@code jobs}
     * @param elapsed since the beginning
     */
    static String line(long done, long all, String what, Duration elapsed) {
        double part = all == 0 ? 1 : (double) done / all;
        int filled = (int) Math.floor(part * WIDTH);
        double seconds = Math.max(elapsed.toMillis(), 1) / 1000.0;
        return String.format(
                Locale.ROOT,
                "[%s%s] %3d %%  %,d of %,d %s, %,.0f a second, %.1f s",
                "#".repeat(filled),
                ".".repeat(WIDTH - filled),
                (int) Math.floor(part * 100),
                done,
                all,
                what,
                done / seconds,
                seconds);
    }
}
