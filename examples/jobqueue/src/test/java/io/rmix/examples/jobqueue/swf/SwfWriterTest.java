package io.rmix.examples.jobqueue.swf;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rmix.examples.jobqueue.Job;
import io.rmix.examples.jobqueue.Traces;
import io.rmix.examples.jobqueue.Traces.Trace;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SwfWriterTest {
    static List<Trace> traces() {
        return Traces.all();
    }

    @Test
    void writesTheFormat() throws IOException {
        StringBuilder text = new StringBuilder();
        SwfWriter.write(
                text, 16, "made\nby hand", List.of(new Job(3, 7, 0, 60, 4)).iterator());
        assertEquals("""
                ; Version: 2.2
                ; MaxNodes: 16
                ; MaxProcs: 16
                ; Note: made by hand
                3 7 -1 0 4 -1 -1 4 60 -1 1 -1 -1 -1 -1 -1 -1 -1
                """, text.toString());
    }

    @ParameterizedTest
    @MethodSource("traces")
    void whatIsWrittenIsReadBack(Trace trace) throws IOException {
        StringBuilder text = new StringBuilder();
        SwfWriter.write(text, trace.processors(), trace.name(), trace.jobs().iterator());
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        SwfOptions options = SwfOptions.of(BadLinePolicy.FATAL, line -> {});
        try (SwfReader reader = new SwfReader(new ByteArrayInputStream(bytes), "t.swf", options)) {
            assertEquals(trace.processors(), reader.header().processors().orElseThrow());
            assertEquals(trace.jobs(), reader.readAll());
        }
    }
}
