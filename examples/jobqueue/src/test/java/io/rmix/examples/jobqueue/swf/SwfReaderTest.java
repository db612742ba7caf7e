package io.rmix.examples.jobqueue.swf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.examples.jobqueue.Job;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SwfReaderTest {
    private static final String GOOD = "1 5 -1 60 4 -1 -1 8 90 -1 1 2 3 4 5 6 -1 -1\n";
    private final List<BadLine> bad = new ArrayList<>();

    private SwfReader reader(byte[] bytes, BadLinePolicy policy) throws IOException {
        return new SwfReader(new ByteArrayInputStream(bytes), "t.swf", SwfOptions.of(policy, bad::add));
    }

    private SwfReader reader(String text, BadLinePolicy policy) throws IOException {
        return reader(text.getBytes(StandardCharsets.UTF_8), policy);
    }

    private List<Job> read(String text) throws IOException {
        try (SwfReader reader = reader(text, BadLinePolicy.FATAL)) {
            return reader.readAll();
        }
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return packed.toByteArray();
    }

    @Test
    void aJobTakesItsFieldsFromTheLine() throws IOException {
        assertEquals(List.of(new Job(1, 5, 60, 90, 4)), read(GOOD));
    }

    @Test
    void requestedProcessorsAndRunTimeStandInForWhatIsMissing() throws IOException {
        assertEquals(List.of(new Job(1, 5, 60, 60, 8)), read("1 5 -1 60 -1 -1 -1 8 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1\n"));
    }

    @Test
    void blanksTabsEmptyLinesCommentsAndLineEndsDoNotMatter() throws IOException {
        String line = GOOD.strip();
        String text = "\n" + " \t" + line.replace(" ", " \t ") + " \r\n\r\n;later: comment\n  ; and one more\n"
                + line.replaceFirst("1", "2");
        assertEquals(List.of(new Job(1, 5, 60, 90, 4), new Job(2, 5, 60, 90, 4)), read(text));
    }

    @Test
    void averageTimesMayHaveFractions() throws IOException {
        assertEquals(
                1, read("1 5 -1 60 4 12.75 1e+06 8 90 -1 1 2 3 4 5 6 -1 -1\n").size());
    }

    @Test
    void theHeaderIsReadBeforeTheFirstJob() throws IOException {
        String text = """
                ; Version: 2.2
                ;MaxNodes:  64 (16, 48)
                ; MaxProcs: 128
                ; UnixStartTime: 749458803
                ; Note: one
                ; Note: two: three
                ; no key here
                """ + GOOD + "; MaxProcs: 7\n";
        try (SwfReader reader = reader(text, BadLinePolicy.FATAL)) {
            SwfHeader header = reader.header();
            assertEquals(Optional.of("2.2"), header.first("Version"));
            assertEquals(OptionalInt.of(64), header.maxNodes());
            assertEquals(OptionalInt.of(128), header.maxProcs());
            assertEquals(OptionalInt.of(128), header.processors());
            assertEquals(OptionalLong.of(749458803), header.unixStartTime());
            assertEquals(List.of("one", "two: three"), header.values().get("Note"));
            assertEquals(1, reader.readAll().size());
            assertEquals(OptionalInt.of(128), reader.header().maxProcs());
        }
    }

    @Test
    void nodesStandInForProcessorsAndMinusOneIsMissing() throws IOException {
        try (SwfReader reader = reader("; MaxProcs: -1\n; MaxNodes: 9\n", BadLinePolicy.FATAL)) {
            assertEquals(OptionalInt.empty(), reader.header().maxProcs());
            assertEquals(OptionalInt.of(9), reader.header().processors());
        }
        try (SwfReader reader = reader("", BadLinePolicy.FATAL)) {
            assertEquals(OptionalInt.empty(), reader.header().processors());
            assertEquals(OptionalLong.empty(), reader.header().unixStartTime());
            assertEquals(Optional.empty(), reader.next());
            assertEquals(Optional.empty(), reader.next());
        }
    }

    @Test
    void aHeaderValueThatIsNoNumberIsABadLine() throws IOException {
        try (SwfReader reader = reader("; MaxProcs: many\n; MaxNodes: 2000000\n" + GOOD, BadLinePolicy.SKIP)) {
            assertEquals(OptionalInt.empty(), reader.header().processors());
            assertEquals(1, reader.readAll().size());
        }
        assertEquals(
                List.of(
                        "t.swf:1: MaxProcs is \"many\"; expected a whole number up to 1048576",
                        "t.swf:2: MaxNodes is \"2000000\"; expected a whole number up to 1048576"),
                bad.stream().map(BadLine::toString).toList());
        assertThrows(SwfException.class, () -> reader("; MaxProcs: many\n", BadLinePolicy.FATAL));
    }

    /** Field, text in its place, and what the message says of it. */
    @ParameterizedTest
    @CsvSource({
        "1, 0, 'field 1 (job number): is \"0\"; expected a whole number from 1 to 9223372036854775807'",
        "1, -1, 'field 1 (job number): is missing (-1); it is needed'",
        "2, -7, 'field 2 (submit time): is \"-7\"; expected a whole number from 0 to 1099511627776'",
        "2, 1.5, 'field 2 (submit time): is \"1.5\"; expected a whole number from 0 to 1099511627776'",
        "4, -1, 'field 4 (run time): is missing (-1); it is needed'",
        "4, 2147483648, 'field 4 (run time): is \"2147483648\"; expected a whole number from 0 to 2147483647'",
        "4, 99999999999999999999, 'field 4 (run time): is \"99999999999999999999\"; expected a whole number from 0'",
        "5, 0, 'field 5 (allocated processors): is \"0\"; expected a whole number from 1 to 1048576'",
        "9, x, 'field 9 (requested time): is \"x\"; expected a whole number from 0 to 2147483647'",
        "9, -2, 'field 9 (requested time): is \"-2\"; expected'",
        "6, abc, 'field 6 (average CPU time): is \"abc\"; expected a number'",
        "18, NaN, 'field 18 (think time): is \"NaN\"; expected a number'",
        "3, '1 2', 'has 19 fields; expected 18'",
        "3, '', 'has 17 fields; expected 18'",
    })
    void aBadFieldIsNamed(int field, String text, String says) throws IOException {
        String[] fields = GOOD.strip().split(" ");
        fields[field - 1] = text;
        String trace = GOOD + String.join(" ", fields) + "\n" + GOOD.replaceFirst("1", "2");
        SwfException error;
        try (SwfReader reader = reader(trace, BadLinePolicy.FATAL)) {
            assertEquals(1, reader.next().orElseThrow().number());
            error = assertThrows(SwfException.class, reader::next);
        }
        assertTrue(error.getMessage().startsWith("t.swf:2: " + says), error::getMessage);
        try (SwfReader reader = reader(trace, BadLinePolicy.SKIP)) {
            assertEquals(
                    List.of(1L, 2L), reader.readAll().stream().map(Job::number).toList());
            assertEquals(1, reader.badLines());
        }
        assertEquals(error.getMessage(), bad.get(1).toString());
        assertEquals(says.startsWith("field") ? field : 0, bad.get(1).field());
        assertEquals(2, bad.get(1).line());
    }

    @Test
    void withoutAnyProcessorsBothFieldsAreNamed() {
        SwfException error =
                assertThrows(SwfException.class, () -> read("1 5 -1 60 -1 -1 -1 -1 90 -1 1 2 3 4 5 6 -1 -1\n"));
        assertEquals(
                "t.swf:1: field 5 (allocated processors): is missing, and so is field 8 (requested processors);"
                        + " one of them is needed",
                error.getMessage());
    }

    @Test
    void linesOfSingleBurstsAreLeftOut() throws IOException {
        String burst = "1 5 -1 30 4 -1 -1 8 90 -1 %d 2 3 4 5 6 -1 -1\n";
        String text = GOOD + burst.formatted(2) + burst.formatted(3) + burst.formatted(4) + burst.formatted(5);
        try (SwfReader reader = reader(text, BadLinePolicy.FATAL)) {
            assertEquals(2, reader.readAll().size(), "the whole, and a cancelled one");
            assertEquals(3, reader.bursts());
        }
    }

    @Test
    void messagesCarryNoControlCharactersAndNoEndlessText() {
        String hostile = GOOD.replace("60", "\u001b[31m" + "9".repeat(500));
        SwfException error = assertThrows(SwfException.class, () -> read(hostile));
        assertTrue(error.getMessage().contains("\"?[31m999"), error::getMessage);
        assertTrue(error.getMessage().length() < 250, error::getMessage);
    }

    @Test
    void gzipIsToldByItsFirstBytesAndNotByItsName(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("plain.swf");
        Files.write(file, gzip("; MaxProcs: 3\n" + GOOD));
        try (SwfReader reader = SwfReader.open(file, SwfOptions.of(BadLinePolicy.FATAL, bad::add))) {
            assertEquals(OptionalInt.of(3), reader.header().maxProcs());
            assertEquals(1, reader.readAll().size());
        }
        Files.writeString(file, GOOD);
        try (SwfReader reader = SwfReader.open(file, SwfOptions.of(BadLinePolicy.FATAL, bad::add))) {
            assertEquals(1, reader.readAll().size());
        }
        assertThrows(
                NoSuchFileException.class,
                () -> SwfReader.open(folder.resolve("none"), SwfOptions.of(BadLinePolicy.FATAL, bad::add)));
    }

    @Test
    void aBrokenGzipNamesFileAndLineWhateverThePolicy() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 1; i < 20_000; i++) {
            text.append(GOOD.replaceFirst("1", Integer.toString(i)));
        }
        byte[] whole = gzip(text.toString());
        byte[] cut = Arrays.copyOf(whole, whole.length / 2);
        try (SwfReader reader = reader(cut, BadLinePolicy.SKIP)) {
            SwfException error = assertThrows(SwfException.class, reader::readAll);
            assertTrue(
                    error.getMessage().matches("t\\.swf:[0-9]+: cannot be read: the file ends in the middle"),
                    error::getMessage);
        }
        byte[] onlyMagic = {0x1f, (byte) 0x8b};
        SwfException early = assertThrows(SwfException.class, () -> reader(onlyMagic, BadLinePolicy.SKIP));
        assertEquals("t.swf:1: cannot be read: the file ends in the middle", early.getMessage());
        byte[] damaged = whole.clone();
        Arrays.fill(damaged, 20, 60, (byte) 0xff);
        assertThrows(SwfException.class, () -> {
            try (SwfReader reader = reader(damaged, BadLinePolicy.SKIP)) {
                reader.readAll();
            }
        });
    }

    @Test
    void aLineBeyondTheLimitIsABadLineAndReadOver() throws IOException {
        String text = "; " + "x".repeat(100) + "\n" + GOOD + "9".repeat(1_000) + "\n" + GOOD.replaceFirst("1", "2");
        SwfOptions narrow = new SwfOptions(BadLinePolicy.SKIP, bad::add, 80, 1 << 20);
        InputStream in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        try (SwfReader reader = new SwfReader(in, "t.swf", narrow)) {
            assertEquals(
                    List.of(1L, 2L), reader.readAll().stream().map(Job::number).toList());
        }
        assertEquals(
                List.of("t.swf:1: is longer than 80 bytes, the limit", "t.swf:3: is longer than 80 bytes, the limit"),
                bad.stream().map(BadLine::toString).toList());
    }

    @Test
    void aTraceThatUnpacksToTooMuchIsCutOff() throws IOException {
        byte[] bomb = gzip("\n".repeat(300_000));
        SwfOptions small = new SwfOptions(BadLinePolicy.SKIP, bad::add, 80, 200_000);
        SwfException error =
                assertThrows(SwfException.class, () -> new SwfReader(new ByteArrayInputStream(bomb), "t.swf", small));
        assertTrue(error.getMessage().contains("longer than 200000 bytes, its limit once unpacked"), error::getMessage);
    }

    @Test
    void theStreamIsClosedWithTheReaderAndIfTheHeaderIsBad() throws IOException {
        int[] closed = {0};
        class Counting extends ByteArrayInputStream {
            Counting(String text) {
                super(text.getBytes(StandardCharsets.UTF_8));
            }

            @Override
            public void close() {
                closed[0]++;
            }
        }
        SwfOptions options = SwfOptions.of(BadLinePolicy.FATAL, bad::add);
        new SwfReader(new Counting(GOOD), "t.swf", options).close();
        assertEquals(1, closed[0]);
        assertThrows(SwfException.class, () -> new SwfReader(new Counting("; MaxProcs: x\n"), "t.swf", options));
        assertEquals(2, closed[0]);
    }

    @Test
    void limitsTooSmallToBeMeantAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new SwfOptions(BadLinePolicy.SKIP, bad::add, 79, 1));
        assertThrows(IllegalArgumentException.class, () -> new SwfOptions(BadLinePolicy.SKIP, bad::add, 80, 0));
    }
}
