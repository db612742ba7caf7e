package io.rmix.cli.torture.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.cli.torture.trace.TraceRecord.Applied;
import io.rmix.cli.torture.trace.TraceRecord.Became;
import io.rmix.cli.torture.trace.TraceRecord.Finished;
import io.rmix.cli.torture.trace.TraceRecord.Heap;
import io.rmix.cli.torture.trace.TraceRecord.Heard;
import io.rmix.cli.torture.trace.TraceRecord.Installed;
import io.rmix.cli.torture.trace.TraceRecord.Outcome;
import io.rmix.cli.torture.trace.TraceRecord.Restored;
import io.rmix.cli.torture.trace.TraceRecord.Seat;
import io.rmix.cli.torture.trace.TraceRecord.Verdict;
import io.rmix.dvm.Order;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceTest {
    private static final List<TraceRecord> ALL = List.of(
            new Applied(1, 2, 3, 4, 5, Verdict.ASKED, -6),
            new Heard(Order.RELIABLE, 1, 0, 3, 4, false),
            new Heard(Order.ATOMIC, 1, 9, 3, 4, true),
            new Restored(7, 8),
            new Installed(3, "0123", "1@a#2", List.of(new Seat("a", 5, true), new Seat("b", 6, false))),
            new Finished(Order.ATOMIC, 1, Outcome.UNKNOWN, 0, 0),
            new Became("LEFT", "excluded from view 3: \u00e4"),
            new Heap(1L << 40));

    @TempDir
    Path temp;

    @Test
    void whatIsWrittenIsReadWhileItIsWritten() throws IOException {
        Path base = temp.resolve("a.trace");
        List<TraceRecord> read = new ArrayList<>();
        try (TraceReader reader = new TraceReader(base)) {
            reader.read((millis, record) -> read.add(record));
            assertEquals(List.of(), read);
            try (TraceWriter writer = new TraceWriter(base)) {
                for (TraceRecord each : ALL) {
                    writer.write(each);
                    reader.read((millis, record) -> read.add(record));
                    assertEquals(each, read.get(read.size() - 1));
                }
            }
            assertEquals(ALL, read);
        }
    }

    /** A process that is killed in the midst of a record leaves its beginning. */
    @Test
    void theBeginningOfARecordWaitsForItsEnd() throws IOException {
        Path base = temp.resolve("a.trace");
        try (TraceWriter writer = new TraceWriter(base)) {
            ALL.forEach(writer::write);
        }
        byte[] whole = Files.readAllBytes(temp.resolve("a.trace.0"));
        Path torn = temp.resolve("b.trace.0");
        Files.write(torn, Arrays.copyOf(whole, whole.length - 3));
        List<TraceRecord> read = new ArrayList<>();
        try (TraceReader reader = new TraceReader(temp.resolve("b.trace"))) {
            reader.read((millis, record) -> read.add(record));
            assertEquals(ALL.subList(0, ALL.size() - 1), read);
            Files.write(torn, Arrays.copyOfRange(whole, whole.length - 3, whole.length), StandardOpenOption.APPEND);
            reader.read((millis, record) -> read.add(record));
        }
        assertEquals(ALL, read);
    }

    @Test
    void oldFilesGoWhenTheyAreRead() throws IOException {
        Path base = temp.resolve("a.trace");
        TraceRecord record = new Became("x".repeat(4000), "");
        int many = 5 * TraceWriter.SEGMENT / 4000;
        try (TraceWriter writer = new TraceWriter(base);
                TraceReader reader = new TraceReader(base)) {
            for (int i = 0; i < many; i++) writer.write(record);
            List<TraceRecord> read = new ArrayList<>();
            reader.read((millis, each) -> read.add(each));
            assertEquals(many, read.size());
        }
        assertFalse(Files.exists(TraceWriter.file(base, 0)));
        assertTrue(Files.exists(TraceWriter.file(base, 4)));
    }
}
