package io.rmix.examples.hello;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class HelloTest {
    @Test
    void saysHelloOverBothProtocols() throws Exception {
        PrintStream usual = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            Hello.main(new String[0]);
        } finally {
            System.setOut(usual);
        }
        List<String> lines = bytes.toString(StandardCharsets.UTF_8).lines().toList();
        assertEquals(4, lines.size(), lines::toString);
        assertTrue(lines.get(0).matches("grpc://127\\.0\\.0\\.1:\\d+/greeter: Hello, Ada"), lines::toString);
        assertEquals("Hello, Grace", lines.get(1));
        assertTrue(lines.get(2).matches("soap://127\\.0\\.0\\.1:\\d+/greeter: Hello, Ada"), lines::toString);
        assertEquals("Hello, Grace", lines.get(3));
    }
}
