package io.rmix.examples.jobqueue.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rmix.examples.jobqueue.ScheduledJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScheduleCsvTest {
    private static final List<ScheduledJob> ROWS =
            List.of(new ScheduledJob(10, 5, 7, 9, 64), new ScheduledJob(9, 1234567, 1234567, 1234567, 1));

    @Test
    void rowsAreSortedByJobNumberAndPlain() throws IOException {
        StringBuilder text = new StringBuilder();
        ScheduleCsv.write(text, ROWS);
        assertEquals("job,submit,start,end,processors\n9,1234567,1234567,1234567,1\n10,5,7,9,64\n", text.toString());
    }

    @Test
    void aFileIsReplaced(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("s.csv");
        ScheduleCsv.write(file, ROWS);
        ScheduleCsv.write(file, List.of());
        assertEquals("job,submit,start,end,processors\n", Files.readString(file));
    }
}
