package io.rmix.examples.jobqueue.swf;

import io.rmix.examples.jobqueue.Job;
import io.rmix.examples.jobqueue.swf.LineReader.Line;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a trace, plain or gzip (told apart by the first two bytes), one job after another.
 *
 * <p>Of the 18 fields a job takes number (1), submit time (2), run time (4), processors (5, else 8) and estimate (9, else the run
 * time). The others must be numbers and are not used. Lines of single bursts (status 2, 3 and 4) are counted and left out, since the
 * whole job has a line of its own. Not for concurrent use.
 */
public final class SwfReader implements Closeable {
    private final String file;
    private final SwfOptions options;
    private final InputStream in;
    private final LineReader lines;
    private final SwfHeader header;
    private @Nullable Line pending;
    private long badLines;
    private long bursts;

    /**
     * Opens a trace and reads its header.
     *
     * @throws IOException if the file cannot be opened
     * @throws SwfException if the header cannot be read
     */
    public static SwfReader open(Path file, SwfOptions options) throws IOException {
        return new SwfReader(Files.newInputStream(file), file.toString(), options);
    }

    /**
     * Reads a trace from a stream, which is closed with the reader, or at once if the header cannot be read.
     *
     * @param file the name that errors give
     */
    public SwfReader(InputStream stream, String file, SwfOptions options) throws IOException {
        this.file = file;
        this.options = options;
        try {
            in = unpacked(stream);
            lines = new LineReader(in, options.maxLineBytes(), options.maxBytes());
            header = readHeader();
        } catch (SwfException | RuntimeException e) {
            stream.close();
            throw e;
        } catch (IOException e) {
            stream.close();
            throw unreadable(1, e);
        }
    }

    /** The comments before the first job. */
    public SwfHeader header() {
        return header;
    }

    /** How many bad lines there were so far. */
    public long badLines() {
        return badLines;
    }

    /** How many lines of single bursts were left out so far. */
    public long bursts() {
        return bursts;
    }

    /**
     * The next job, or nothing at the end of the trace.
     *
     * @throws SwfException at a bad line, if the policy is {@link BadLinePolicy#FATAL}; if the stream is broken or too long
     */
    public Optional<Job> next() throws SwfException {
        for (Line line = nextLine(); line != null; line = nextLine()) {
            if (line.tooLong()) {
                bad(line.number(), 0, "is longer than " + options.maxLineBytes() + " bytes, the limit");
            } else if (!isComment(line) && !line.text().isBlank()) {
                Optional<Job> job = parse(line);
                if (job.isPresent()) {
                    return job;
                }
            }
        }
        return Optional.empty();
    }

    /** All jobs that are left. */
    public List<Job> readAll() throws SwfException {
        List<Job> jobs = new ArrayList<>();
        for (Optional<Job> job = next(); job.isPresent(); job = next()) {
            jobs.add(job.get());
        }
        return jobs;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private Optional<Job> parse(Line line) throws SwfException {
        try {
            Optional<Job> job = SwfLine.parse(line.text());
            bursts += job.isPresent() ? 0 : 1;
            return job;
        } catch (SwfLine.FieldException e) {
            bad(line.number(), e.field, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private SwfHeader readHeader() throws SwfException {
        SwfHeader.Builder builder = new SwfHeader.Builder();
        for (Line line = nextLine(); line != null; line = nextLine()) {
            if (!line.text().isBlank() && !isComment(line)) {
                pending = line;
                break;
            }
            if (line.tooLong()) {
                bad(line.number(), 0, "is longer than " + options.maxLineBytes() + " bytes, the limit");
                continue;
            }
            Optional<String> wrong = builder.add(line.text().strip());
            if (wrong.isPresent()) {
                bad(line.number(), 0, wrong.get());
            }
        }
        return builder.build();
    }

    private @Nullable Line nextLine() throws SwfException {
        Line line = pending;
        pending = null;
        if (line != null) {
            return line;
        }
        try {
            return lines.next().orElse(null);
        } catch (IOException e) {
            throw unreadable(lines.number(), e);
        }
    }

    private SwfException unreadable(long line, IOException cause) {
        String reason = cause instanceof EOFException ? "the file ends in the middle" : cause.getMessage();
        return new SwfException(new BadLine(file, line, 0, "cannot be read: " + reason), cause);
    }

    private void bad(long line, int field, String reason) throws SwfException {
        BadLine bad = new BadLine(file, line, field, reason);
        badLines++;
        options.badLines().accept(bad);
        if (options.policy() == BadLinePolicy.FATAL) {
            throw new SwfException(bad);
        }
    }

    private static boolean isComment(Line line) {
        return line.text().stripLeading().startsWith(";");
    }

    private static InputStream unpacked(InputStream stream) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(stream, 1 << 16);
        buffered.mark(2);
        boolean gzip = buffered.read() == 0x1f && buffered.read() == 0x8b;
        buffered.reset();
        return gzip ? new GZIPInputStream(buffered, 1 << 16) : buffered;
    }
}
