package io.rmix.examples.jobqueue;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.dvm.service.ReplicatedService.Snapshot;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueueSnapshotTest {
    private static final String EMPTY = "524D4A51 00000001 00000080 0000000000000000 00000000";

    /** Written by hand from the documentation: 4 processors, time 6, one job finished, one running, one waiting, one accepted. */
    private static final String FOUR_JOBS = """
            524D4A51 00000001 00000004 0000000000000006 00000004
            0000000000000002 0000000000000000 0000000000000005 0000000000000007 00000003 0000000000000000
            0000000000000003 0000000000000001 0000000000000009 0000000000000002 00000004 FFFFFFFFFFFFFFFF
            0000000000000005 0000000000000000 000000000000000A 000000000000000A 00000001 0000000000000000
            0000000000000009 0000000000000006 0000000000000001 0000000000000001 00000001 FFFFFFFFFFFFFFFF
            """;

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replaceAll("\\s", ""));
    }

    private static JobQueueService fourJobs() {
        JobQueueService queue = new JobQueueService(4);
        Runs.submit(queue, new Job(9, 6, 1, 1, 1));
        Runs.submit(queue, new Job(2, 0, 5, 7, 3));
        Runs.submit(queue, new Job(5, 0, 10, 10, 1));
        Runs.submit(queue, new Job(3, 1, 9, 2, 4));
        queue.advance(6);
        return queue;
    }

    @Test
    void writesTheDocumentedBytes() {
        assertArrayEquals(hex(EMPTY), Runs.bytes(new JobQueueService(128)));
        assertArrayEquals(hex(FOUR_JOBS), Runs.bytes(fourJobs()));
    }

    @Test
    void readsTheDocumentedBytes() throws Exception {
        JobQueueService queue = new JobQueueService(99);
        queue.restore(new ByteArrayInputStream(hex(FOUR_JOBS)));
        assertEquals(fourJobs().summary(), queue.summary());
        assertEquals(JobState.FINISHED, queue.status(2).state());
        assertEquals(JobState.WAITING, queue.status(3).state());
        assertEquals(JobState.RUNNING, queue.status(5).state());
        assertEquals(JobState.ACCEPTED, queue.status(9).state());
        assertThrows(JobRejectedException.class, () -> queue.submit(new Job(10, 6, 1, 1, 5)));
    }

    @Test
    void aSnapshotDoesNotSeeWhatComesAfterIt() throws IOException {
        JobQueueService queue = fourJobs();
        Snapshot snapshot = queue.snapshot();
        Runs.submit(queue, new Job(1, 7, 1, 1, 1));
        queue.advance(JobQueue.END_OF_TIME);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        snapshot.writeTo(out);
        assertArrayEquals(hex(FOUR_JOBS), out.toByteArray());
    }

    @Test
    void manyJobsAreWrittenInTheOrderOfTheirNumbers() throws IOException {
        JobQueueService queue = new JobQueueService(1);
        for (long number = 3_000; number > 0; number--) {
            Runs.submit(queue, new Job(number, 3_000 - number, 1, 1, 1));
        }
        byte[] bytes = Runs.bytes(queue);
        assertEquals(24 + 44 * 3_000, bytes.length);
        JobQueueService restored = new JobQueueService(1);
        restored.restore(new ByteArrayInputStream(bytes));
        assertEquals(queue.advance(JobQueue.END_OF_TIME), restored.advance(JobQueue.END_OF_TIME));
        assertArrayEquals(Runs.bytes(queue), Runs.bytes(restored));
    }

    /** Each row changes the four jobs' bytes at one place; offset -1 stands for the magic number. */
    @ParameterizedTest
    @CsvSource({
        "0, 4, 0, begin with RMJQ",
        "4, 4, 2, version 2",
        "8, 4, 0, 0 processors",
        "8, 4, 3, larger than the machine",
        "12, 8, -1, at time -1",
        "12, 8, 0, started at 0",
        "104, 8, 1, hold 5 of 4 processors",
        "12, 8, 99, wait while none runs",
        "20, 4, -1, has -1 jobs",
        "20, 4, 1048577, has 1048577 jobs",
        "20, 4, 3, goes on after its last job",
        "24, 8, 0, number is 0",
        "68, 8, 2, has job 2 after job 2",
        "32, 8, -1, submit is -1",
        "40, 8, 4294967296, runTime",
        "48, 8, -5, estimate",
        "56, 4, 0, processors is 0",
        "60, 8, 6, started at 6",
        "60, 8, -2, started at -2",
    })
    void refusesWhatNoQueueCanBe(int offset, int width, long value, String says) {
        ByteBuffer bytes = ByteBuffer.wrap(hex(FOUR_JOBS));
        if (width == 4) {
            bytes.putInt(offset, (int) value);
        } else {
            bytes.putLong(offset, value);
        }
        JobQueueService queue = fourJobs();
        IOException error =
                assertThrows(IOException.class, () -> queue.restore(new ByteArrayInputStream(bytes.array())));
        assertTrue(error.getMessage().contains(says), error::getMessage);
        assertArrayEquals(hex(FOUR_JOBS), Runs.bytes(queue), "a failed restore leaves the queue as it was");
    }

    @Test
    void refusesAStartThatWouldOverflow() {
        ByteBuffer bytes = ByteBuffer.wrap(hex(FOUR_JOBS));
        bytes.putLong(12, Long.MAX_VALUE).putLong(60, Long.MAX_VALUE - 1);
        JobQueueService queue = new JobQueueService(1);
        assertThrows(IOException.class, () -> queue.restore(new ByteArrayInputStream(bytes.array())));
    }

    @Test
    void refusesEveryTruncation() {
        byte[] bytes = hex(FOUR_JOBS);
        JobQueueService queue = new JobQueueService(1);
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThrows(EOFException.class, () -> queue.restore(new ByteArrayInputStream(cut)));
        }
    }
}
