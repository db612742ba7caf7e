package io.rmix.examples.jobqueue;

import io.rmix.dvm.service.ReplicatedService.Snapshot;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A queue at one moment, and its encoding: {@code docs/JOBQUEUE.md}, section "The encoding of the state". Jobs are written in the
 * order of their numbers, so that equal states write equal bytes whatever the order of submission.
 */
final class QueueSnapshot implements Snapshot {
    /** What a snapshot holds. */
    record Content(int processors, long time, JobTable table) {}

    private static final int MAGIC = 0x524D4A51; // "RMJQ"
    private static final int VERSION = 1;
    private static final int HEADER_BYTES = 24;
    private static final int ROW_BYTES = 44;
    private static final int ROWS_AT_ONCE = 512;

    /** No start is later: all jobs one after another, the first at the latest submit time, end before. */
    private static final long LATEST_START = 1L << 52;

    private final int processors;
    private final long time;
    private final @Nullable Job[] jobs;
    private final long[] starts;

    /** The arrays are kept, and not to be changed by anyone. */
    QueueSnapshot(int processors, long time, @Nullable Job[] jobs, long[] starts) {
        this.processors = processors;
        this.time = time;
        this.jobs = jobs;
        this.starts = starts;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        int[] order = IntStream.range(0, jobs.length)
                .boxed()
                .sorted((a, b) -> Long.compare(job(a).number(), job(b).number()))
                .mapToInt(Integer::intValue)
                .toArray();
        ByteBuffer buffer = ByteBuffer.allocate(ROW_BYTES * ROWS_AT_ONCE);
        buffer.putInt(MAGIC).putInt(VERSION).putInt(processors).putLong(time).putInt(order.length);
        for (int row : order) {
            if (buffer.remaining() < ROW_BYTES) {
                flush(buffer, out);
            }
            Job job = job(row);
            buffer.putLong(job.number())
                    .putLong(job.submit())
                    .putLong(job.runTime())
                    .putLong(job.estimate())
                    .putInt(job.processors())
                    .putLong(starts[row]);
        }
        flush(buffer, out);
    }

    private Job job(int row) {
        return Objects.requireNonNull(jobs[row]);
    }

    private static void flush(ByteBuffer buffer, OutputStream out) throws IOException {
        out.write(buffer.array(), 0, buffer.position());
        buffer.clear();
    }

    /** Reads one snapshot, to the end of the stream, and checks that a queue can be in that state. */
    static Content read(InputStream in) throws IOException {
        DataInputStream data = new DataInputStream(in);
        ByteBuffer header = bytes(data, HEADER_BYTES);
        check(header.getInt() == MAGIC, "does not begin with RMJQ");
        int version = header.getInt();
        check(version == VERSION, "has version " + version + "; this program reads version " + VERSION);
        int processors = header.getInt();
        check(processors >= 1 && processors <= Job.MAX_PROCESSORS, "has " + processors + " processors");
        long time = header.getLong();
        check(time >= 0, "is at time " + time);
        int count = header.getInt();
        check(count >= 0 && count <= JobQueue.MAX_JOBS, "has " + count + " jobs");
        JobTable table = readRows(data, count, processors, time);
        check(data.read() < 0, "goes on after its last job");
        return new Content(processors, time, table);
    }

    private static JobTable readRows(DataInputStream data, int count, int processors, long time) throws IOException {
        JobTable table = new JobTable();
        long last = 0;
        long held = 0;
        boolean waits = false;
        for (int row = 0; row < count; row++) {
            ByteBuffer fields = bytes(data, ROW_BYTES);
            Job job = job(fields);
            long start = fields.getLong();
            check(job.number() > last, "has job " + job.number() + " after job " + last);
            check(job.processors() <= processors, "has job " + job.number() + ", larger than the machine");
            check(
                    start == JobTable.NOT_STARTED || start >= job.submit() && start < time && start <= LATEST_START,
                    "has job " + job.number() + " started at " + start);
            last = job.number();
            table.add(job, start);
            waits |= start == JobTable.NOT_STARTED && job.submit() < time;
            held += start != JobTable.NOT_STARTED && start + job.runTime() >= time ? job.processors() : 0;
        }
        check(held <= processors, "has running jobs that hold " + held + " of " + processors + " processors");
        check(!waits || held > 0, "has jobs that wait while none runs");
        return table;
    }

    private static Job job(ByteBuffer fields) throws IOException {
        try {
            return new Job(fields.getLong(), fields.getLong(), fields.getLong(), fields.getLong(), fields.getInt());
        } catch (IllegalArgumentException e) {
            throw new IOException("not a snapshot of a job queue: " + e.getMessage(), e);
        }
    }

    private static ByteBuffer bytes(DataInputStream data, int count) throws IOException {
        byte[] bytes = new byte[count];
        data.readFully(bytes);
        return ByteBuffer.wrap(bytes);
    }

    private static void check(boolean holds, String otherwise) throws IOException {
        if (!holds) {
            throw new IOException("not a snapshot of a job queue: it " + otherwise);
        }
    }
}
