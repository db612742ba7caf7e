package io.rmix.dvm.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.dvm.SharedConfiguration;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The member b is a process of its own, which dies or stands still without a word. */
@Timeout(120)
class DeadProcessTest {
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
                System.out.println("started " + node.member());
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

    private static Process child(List<String> endpoints) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName()));
        command.addAll(endpoints);
        return new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    @ParameterizedTest
    @ValueSource(strings = {"grpc", "grpc+unix", "rmi", "soap"})
    void aKilledProcessIsNamedAndEveryCallEnds(String scheme) throws Exception {
        List<String> endpoints = List.of(TestRing.free(scheme), TestRing.free(scheme), TestRing.free(scheme));
        Process b = child(endpoints);
        try {
            survivorsEndWhen(b::destroyForcibly, () -> {}, endpoints);
        } finally {
            b.destroyForcibly();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"grpc", "grpc+unix", "rmi", "soap"})
    void aStoppedProcessIsNamedAndEndsWhenItGoesOn(String scheme) throws Exception {
        List<String> endpoints = List.of(TestRing.free(scheme), TestRing.free(scheme), TestRing.free(scheme));
        Process b = child(endpoints);
        try {
            survivorsEndWhen(() -> signal("STOP", b), () -> endsWhenItGoesOn(b), endpoints);
        } finally {
            b.destroyForcibly();
        }
    }

    private static void endsWhenItGoesOn(Process process) throws Exception {
        signal("CONT", process);
        assertTrue(process.waitFor(30, TimeUnit.SECONDS), "it has noticed that the ring has ended");
        assertEquals(0, process.exitValue());
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

    /** Has them broadcast, and strikes in the middle of it; {@code afterwards} comes when c is closed, and a has ended only. */
    private static void survivorsEndWhen(Step blow, Step afterwards, List<String> endpoints) throws Exception {
        Recorder seenByA = new Recorder();
        Recorder seenByC = new Recorder();
        try (DvmNode a = DvmNode.start(configuration("a", endpoints), seenByA);
                DvmNode c = DvmNode.start(configuration("c", endpoints), seenByC)) {
            a.formed().get(60, TimeUnit.SECONDS);
            c.broadcast(TestRing.payload(1, 100)).get(30, TimeUnit.SECONDS);
            List<CompletableFuture<Delivered>> pending = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                pending.add(a.broadcast(TestRing.payload(i, 1000)));
                pending.add(c.broadcast(TestRing.payload(i, 1000)));
                if (i == 100) {
                    blow.take();
                }
            }
            for (Recorder survivor : List.of(seenByA, seenByC)) {
                survivor.ended.get(30, TimeUnit.SECONDS);
                assertEquals(List.of("b"), survivor.suspectedNames());
            }
            int failed = 0;
            for (CompletableFuture<Delivered> each : pending) {
                failed += fails(each) ? 1 : 0;
            }
            assertTrue(failed > 0, "some were pending when the ring ended");
            c.close();
            afterwards.take();
        }
    }

    private static boolean fails(CompletableFuture<Delivered> future) throws Exception {
        try {
            future.get(30, TimeUnit.SECONDS);
            return false;
        } catch (ExecutionException e) {
            assertInstanceOf(SubmissionException.class, e.getCause());
            return true;
        }
    }
}
