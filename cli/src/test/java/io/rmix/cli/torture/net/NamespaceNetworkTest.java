package io.rmix.cli.torture.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rmix.testkit.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Namespaces do what they can do, to plain sockets of other processes, and leave nothing behind. */
class NamespaceNetworkTest {
    @BeforeAll
    static void namespaces() {
        Optional<String> missing = Namespaces.missing();
        assumeTrue(missing.isEmpty(), () -> "no network namespaces here: " + missing.orElseThrow());
    }

    @Test
    void everyFault(@TempDir Path temp) throws Exception {
        Path said = temp.resolve("said");
        Process trial =
                Namespaces.start(PeerProcess.java(NetworkTrial.class), ProcessBuilder.Redirect.to(said.toFile()));
        assertTrue(trial.waitFor(100, TimeUnit.SECONDS));
        String text = Files.readString(said);
        assertEquals(0, trial.exitValue(), text);
        for (NetworkFault each :
                List.of(NetworkFault.PARTITION, NetworkFault.ONE_WAY, NetworkFault.LOSS, NetworkFault.RATE)) {
            assertTrue(text.contains(each.name()), text);
        }
    }

    @Test
    void nothingIsLeftWhenTheCommandIsKilled(@TempDir Path temp) throws Exception {
        Path said = temp.resolve("said");
        String mark = "1000." + ProcessHandle.current().pid();
        Process command = new ProcessBuilder(PeerProcess.java(Outside.class, mark))
                .redirectOutput(said.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Await.until("a member runs", () -> runs(mark));
        command.destroyForcibly();
        Await.until("nothing is left", () -> !runs(mark));
    }

    private static boolean runs(String mark) {
        return ProcessHandle.allProcesses()
                .anyMatch(each -> each.info()
                                .arguments()
                                .filter(arguments -> List.of(arguments).contains(mark))
                                .isPresent()
                        && each.info().command().orElse("").endsWith("sleep"));
    }

    /** The command as a user runs it. */
    static final class Outside {
        public static void main(String[] arguments) throws IOException, InterruptedException {
            System.exit(Namespaces.run(PeerProcess.java(Inside.class, arguments)));
        }
    }

    /** The same inside the namespace, with a process on a host. */
    static final class Inside {
        public static void main(String[] arguments) throws Exception {
            Network network = new NamespaceNetwork();
            Process member = new ProcessBuilder(network.host("a").command(List.of("sleep", arguments[0]))).start();
            System.exit(member.waitFor());
        }
    }
}
