package io.rmix.cli.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real processes: that they start, are watched, and never stay behind. */
@Timeout(120)
class FleetTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path temp;

    /** What the processes of these tests do. */
    static final class Child {
        private Child() {}

        public static void main(String[] args) throws Exception {
            switch (args[0]) {
                case "good" -> {
                    System.err.println("a log line");
                    System.out.println("some output");
                    System.out.println("ready at once");
                    while (System.in.read() >= 0) {
                        Thread.onSpinWait();
                    }
                }
                case "dies" -> {
                    System.err.println("cannot bind port 1");
                    System.exit(3);
                }
                case "deaf" -> {
                    System.out.println("ready but deaf");
                    new CountDownLatch(1).await();
                }
                case "silent" -> new CountDownLatch(1).await();
                case "parent" -> parent(Path.of(args[1]));
                default -> throw new IllegalArgumentException(args[0]);
            }
        }

        /** Starts a fleet of two, tells their process ids, and waits to be killed. */
        private static void parent(Path logs) throws Exception {
            Fleet fleet = new Fleet();
            fleet.start("a", child("good"), logs.resolve("a"));
            fleet.start("b", child("good"), logs.resolve("b"));
            fleet.awaitReady(PATIENCE);
            System.out.println(
                    fleet.nodes().get(0).pid() + " " + fleet.nodes().get(1).pid());
            new CountDownLatch(1).await();
        }
    }

    private static List<String> child(String... arguments) {
        return JavaCommand.of(Child.class, arguments);
    }

    @Test
    void allAreReadyAndAllEnd() throws Exception {
        List<NodeProcess> nodes;
        try (Fleet fleet = new Fleet()) {
            fleet.start("a", child("good"), temp.resolve("a"));
            fleet.start("b", child("good"), temp.resolve("b"));
            fleet.awaitReady(PATIENCE);
            nodes = fleet.nodes();
            assertEquals("at once", nodes.get(0).ready().get());
            assertFalse(fleet.failure().isDone());
        }
        for (NodeProcess node : nodes) {
            assertEquals(0, node.ended().get(1, TimeUnit.SECONDS), "ended without force");
        }
    }

    @Test
    void oneThatDiesIsNamedWithItsLastWords() throws Exception {
        try (Fleet fleet = new Fleet()) {
            fleet.start("a", child("good"), temp.resolve("a"));
            fleet.start("b", child("dies"), temp.resolve("b"));
            var error = assertThrows(IOException.class, () -> fleet.awaitReady(PATIENCE));
            assertTrue(error.getMessage().startsWith("member b (process "), error.getMessage());
            assertTrue(error.getMessage().endsWith("ended with exit code 3:\ncannot bind port 1"), error.getMessage());
        }
    }

    @Test
    void oneThatIsKilledLaterIsAFailure() throws Exception {
        try (Fleet fleet = new Fleet()) {
            fleet.start("a", child("good"), temp.resolve("a"));
            fleet.awaitReady(PATIENCE);
            fleet.nodes().get(0).kill();
            String failure = fleet.failure().get(60, TimeUnit.SECONDS);
            assertTrue(failure.contains("member a"), failure);
            assertTrue(failure.contains("exit code 137"), failure);
            assertTrue(failure.contains("a log line"), failure);
        }
    }

    @Test
    void oneThatIsKilledOnPurposeIsNoFailure() throws Exception {
        try (Fleet fleet = new Fleet()) {
            fleet.start("a", child("good"), temp.resolve("a"));
            NodeProcess first = fleet.start("b", child("good"), temp.resolve("b"));
            fleet.awaitReady(PATIENCE);
            fleet.kill("b");
            assertEquals(137, first.ended().get(1, TimeUnit.SECONDS));
            NodeProcess second = fleet.start("b", child("good"), temp.resolve("b-2"));
            second.ready().get(60, TimeUnit.SECONDS);
            assertFalse(fleet.failure().isDone());
            second.kill();
            assertTrue(fleet.failure().get(60, TimeUnit.SECONDS).contains("member b"), "the second is to run");
        }
    }

    @Test
    void oneThatIsNeverReadyIsNamed() throws Exception {
        try (Fleet fleet = new Fleet()) {
            fleet.start("a", child("silent"), temp.resolve("a"));
            var error = assertThrows(IOException.class, () -> fleet.awaitReady(Duration.ofMillis(50)));
            assertTrue(error.getMessage().contains("member a"), error.getMessage());
            assertTrue(error.getMessage().contains("is not ready after"), error.getMessage());
            fleet.nodes().get(0).kill();
        }
    }

    @Test
    void oneThatDoesNotListenIsKilled() throws Exception {
        NodeProcess node = NodeProcess.start("a", child("deaf"), temp.resolve("a"));
        node.ready().get(60, TimeUnit.SECONDS);
        node.askToEnd();
        assertFalse(node.awaitEnd(Duration.ofMillis(1)));
        assertEquals(137, node.ended().get(60, TimeUnit.SECONDS));
    }

    @Test
    void theyDoNotOutliveAParentThatIsKilled() throws Exception {
        assertEndWithParent(Process::destroyForcibly);
    }

    @Test
    void theyDoNotOutliveAParentThatIsInterrupted() throws Exception {
        assertEndWithParent(Process::destroy);
    }

    private void assertEndWithParent(java.util.function.Consumer<Process> end) throws Exception {
        Process parent = new ProcessBuilder(child("parent", temp.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader lines = parent.inputReader(StandardCharsets.UTF_8)) {
            String[] pids = lines.readLine().split(" ");
            List<ProcessHandle> children = List.of(handle(pids[0]), handle(pids[1]));
            end.accept(parent);
            for (ProcessHandle child : children) {
                child.onExit().get(60, TimeUnit.SECONDS);
            }
        } finally {
            parent.destroyForcibly();
        }
    }

    private static ProcessHandle handle(String pid) {
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }
}
