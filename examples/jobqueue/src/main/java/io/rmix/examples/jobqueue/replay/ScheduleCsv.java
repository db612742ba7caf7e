package io.rmix.examples.jobqueue.replay;

import io.rmix.examples.jobqueue.ScheduledJob;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/**
 * A schedule as text: the line {@code job,submit,start,end,processors}, then one line a job in ascending order of job numbers.
 * Numbers are decimal without sign, padding or quotes; every line ends with LF; the text is ASCII.
 */
public final class ScheduleCsv {
    /** The first line, without its end. */
    public static final String HEADER = "job,submit,start,end,processors";

    private ScheduleCsv() {}

    /** Writes a schedule, sorted by job number whatever order it comes in. */
    public static void write(Appendable out, List<ScheduledJob> schedule) throws IOException {
        out.append(HEADER).append('\n');
        List<ScheduledJob> sorted = schedule.stream()
                .sorted(Comparator.comparingLong(ScheduledJob::job))
                .toList();
        for (ScheduledJob row : sorted) {
            out.append(row.job() + "," + row.submit() + "," + row.start() + "," + row.end() + "," + row.processors()
                    + "\n");
        }
    }

    /** Writes a schedule to a file, which is replaced if it is there. */
    public static void write(Path file, List<ScheduledJob> schedule) throws IOException {
        try (Writer out = Files.newBufferedWriter(file, StandardCharsets.US_ASCII)) {
            write(out, schedule);
        }
    }
}
