package io.rmix.cli.config;

import io.rmix.spi.Durations;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations and sizes as the configuration writes them: a whole number and its unit, {@code 250ms}, {@code 2s}, {@code 64KiB}. */
public final class Units {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,9})(B|KiB|MiB|GiB)");

    private Units() {}

    /** A duration: ms, s, m (minutes) or h; empty if the text is none. */
    public static Optional<Duration> duration(String text) {
        return Durations.parse(text);
    }

    /** A number of bytes: B, KiB, MiB or GiB, by 1024; empty if the text is none. */
    public static Optional<Long> bytes(String text) {
        Matcher matcher = SIZE.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int shift = switch (matcher.group(2)) {
            case "B" -> 0;
            case "KiB" -> 10;
            case "MiB" -> 20;
            default -> 30;
        };
        return Optional.of(Long.parseLong(matcher.group(1)) << shift);
    }

    /** Writes a duration, whole milliseconds, in the largest unit that fits; {@link #duration} reads it back. */
    public static String format(Duration duration) {
        return Durations.format(duration);
    }

    /** Writes a number of bytes in the largest unit that fits; {@link #bytes} reads it back. */
    public static String format(long bytes) {
        String[] units = {"B", "KiB", "MiB", "GiB"};
        int unit = 0;
        long amount = bytes;
        while (unit < 3 && amount != 0 && amount % 1024 == 0) {
            amount /= 1024;
            unit++;
        }
        return amount + units[unit];
    }
}
