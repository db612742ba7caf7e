package io.rmix.javarmi.legacy;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Every type that serialisation carries for RMIX, there and back. */
public record Sheet(
        boolean flag,
        int number,
        long big,
        double ratio,
        String text,
        byte[] bytes,
        Entry.Kind kind,
        Entry entry,
        List<Entry> entries,
        List<Integer> numbers,
        Map<String, Long> totals,
        Map<Integer, Entry> numbered,
        Map<Long, List<Map<String, Double>>> nested,
        Instant at,
        Duration span)
        implements Serializable {

    /** One with a value that could be lost or mistaken in each field. */
    public static Sheet sample() {
        Entry entry = new Entry("ä €", -1, Entry.Kind.OUT, List.of("", "x"));
        return new Sheet(
                true,
                Integer.MIN_VALUE,
                1L << 53 | 1,
                Double.NEGATIVE_INFINITY,
                "\u0000 𝄞",
                new byte[] {0, -1, 127},
                Entry.Kind.IN,
                entry,
                List.of(entry, entry),
                List.of(0, -7),
                Map.of("", 0L, "k", -1L),
                Map.of(-5, entry),
                Map.of(3L, List.of(Map.of("half", 0.5), Map.of()), 4L, List.of()),
                Instant.parse("2024-02-29T12:34:56.123456789Z"),
                Duration.ofNanos(-1));
    }

    /** Whether all is the same, bytes by what they are. */
    public boolean same(Sheet other) {
        return Arrays.equals(bytes, other.bytes) && withBytes(other.bytes).equals(other);
    }

    private Sheet withBytes(byte[] other) {
        return new Sheet(
                flag, number, big, ratio, text, other, kind, entry, entries, numbers, totals, numbered, nested, at,
                span);
    }
}
