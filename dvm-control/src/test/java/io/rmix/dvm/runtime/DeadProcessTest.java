package io.rmix.dvm.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.dvm.SharedConfiguration;
import io.rmix.testkit.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The member b is a process of its own, which dies or stands still without a word: the others go on in a view without it. */
@Timeout(120)
class DeadProcessTest {
    private static final int EACH = 500;

    @TempDir
    Path temp;

    /** Suspicion late enough for a process that has just been started on a loaded machine. */
    private static final SharedConfiguration QUICK = new SharedConfiguration(
            "process",
            64 << 10,
            4 << 10,
            8 << 10,
            Duration.ofMillis(50),
            Duration.ofSeconds(5),
            Duration.ofSeconds(30));

    /** Node b of the ring whose endpoints are the arguments; prints how it ends. */
    static final class Child {
        private Child() {}

        public static void main(String[] endpoints) throws Exception {
            Recorder recorder = new Recorder();
            try (DvmNode node = DvmNode.start(configuration("b", List.of(endpoints)), recorder)) {
                System.out.println(recorder.ended.get());
            }
        }
    }

    private static NodeConfiguration configuration(String name, List<String> endpoints) {
        List<MemberAddress> members = new ArrayList<>();
        for (int i = 0; i < endpoints.size(); i++) {
            members.add(MemberAddress.of(TestRing.name(i), i, endpoints.get(i)));
        }
        return NodeConfiguration.of(name, members, QUICK);
    }

    /** Member b, which writes how it ends to a file. */
    private Process child(List<String> endpoints) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName()));
        command.addAll(endpoints);
        return new ProcessBuilder(command)
                .redirectOutput(temp.resolve("b").toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    @ParameterizedTest
    @ValueSource(strings = {"grpc", "grpc+unix", "rmi", "soap"})
    void theOthersGoOnWithoutAProcessThatWasKilled(String scheme) throws Exception {
        List<String> endpoints = List.of(TestRing.free(scheme), TestRing.free(scheme), TestRing.free(scheme));
        Process b = child(endpoints);
        try {
            othersGoOnAfter(b::destroyForcibly, () -> {}, endpoints);
        } finally {
            b.destroyForcibly();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"grpc", "grpc+unix", "rmi", "soap"})
    void aProcessThatStoodStillIsExcludedAndEndsWhenItGoesOn(String scheme) throws Exception {
        List<String> endpoints = List.of(TestRing.free(scheme), TestRing.free(scheme), TestRing.free(scheme));
        Process b = child(endpoints);
        try {
            othersGoOnAfter(() -> signal("STOP", b), () -> leavesWhenItGoesOn(b), endpoints);
        } finally {
            b.destroyForcibly();
        }
    }

    private void leavesWhenItGoesOn(Process process) throws Exception {
        signal("CONT", process);
        assertTrue(process.waitFor(30, TimeUnit.SECONDS), "it has noticed that the others went on without it");
        assertEquals(0, process.exitValue());
        String said = Files.readString(temp.resolve("b"));
        assertTrue(said.contains("LEFT: b: "), said);
    }

    private static void signal(String name, Process process) throws Exception {
        Process kill = new ProcessBuilder("sh", "-c", "kill -" + name + " " + process.pid())
                .inheritIO()
                .start();
        assertEquals(0, kill.waitFor());
    }

    private interface Step {
        void take() throws Exception;
    }

    /** Has them broadcast, strikes in the middle of it, and looks for every message at both. */
    private static void othersGoOnAfter(Step blow, Step afterwards, List<String> endpoints) throws Exception {
        Recorder seenByA = new Recorder();
        Recorder seenByC = new Recorder();
        try (DvmNode a = DvmNode.start(configuration("a", endpoints), seenByA);
                DvmNode c = DvmNode.start(configuration("c", endpoints), seenByC)) {
            // The process takes its time: a and c may have begun without it.
            seenByA.awaitViewWith("b", TestRing.PATIENCE);
            Await.until("all have a vote", () -> a.view().orElseThrow().voters() == 3);
            othersGoOnAfter(blow, a, c, seenByA, seenByC);
            afterwards.take();
        }
    }

    private static void othersGoOnAfter(Step blow, DvmNode a, DvmNode c, Recorder seenByA, Recorder seenByC)
            throws Exception {
        // Once round the ring, so that b has been heard in this view.
        a.broadcast(TestRing.payload(1, 8)).get(60, TimeUnit.SECONDS);
        c.broadcast(TestRing.payload(1, 8)).get(60, TimeUnit.SECONDS);
        List<CompletableFuture<Delivered>> pending = new ArrayList<>();
        for (int i = 2; i <= EACH; i++) {
            pending.add(a.broadcast(TestRing.payload(i, 1000)));
            pending.add(c.broadcast(TestRing.payload(i, 1000)));
            if (i == EACH / 5) {
                blow.take();
            }
        }
        for (CompletableFuture<Delivered> each : pending) {
            each.get(60, TimeUnit.SECONDS);
        }
        TestRing.awaitViewOf(List.of(a, c));
        List<Recorder.Seen> seen = seenByA.await(2 * EACH, TestRing.PATIENCE);
        assertEquals(seen, seenByC.await(2 * EACH, TestRing.PATIENCE));
        RingOrderTest.checkOrigins(seen);
        RingOrderTest.checkStatus(List.of(a, c));
        for (Recorder each : List.of(seenByA, seenByC)) {
            assertEquals("ac", each.lastView());
            assertEquals(Set.of("b"), Set.copyOf(each.suspectedNames()));
        }
    }
}
