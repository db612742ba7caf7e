package io.rmix.cli.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rmix.cli.CommandRun;
import io.rmix.cli.config.NodeSettingsReader;
import io.rmix.cli.demo.NodeFiles;
import io.rmix.cli.node.NodeStart;
import io.rmix.dvm.runtime.DvmNode;
import io.rmix.testkit.Await;
import io.rmix.testkit.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code dvm doctor} and members that run. */
@Timeout(300)
class DoctorTest {
    @TempDir
    Path temp;

    private static JsonNode doctor(int code, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("doctor", "--json"));
        command.addAll(List.of(arguments));
        CommandRun run = CommandRun.of(command.toArray(String[]::new));
        assertEquals(code, run.code(), run::toString);
        return new ObjectMapper().readTree(run.out());
    }

    private static void assertFound(JsonNode report, String severity, String check, String where, String what) {
        assertTrue(
                StreamSupport.stream(report.get("findings").spliterator(), false)
                        .anyMatch(each -> each.get("severity").textValue().equals(severity)
                                && each.get("check").textValue().equals(check)
                                && each.get("where").textValue().contains(where)
                                && each.get("what").textValue().contains(what)),
                report::toPrettyString);
    }

    private static ServerSocket listening(int port) throws IOException {
        return new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
    }

    @Test
    void beforeTheStartPortsThatAreTakenAreFound() throws Exception {
        try (NodeFiles files = new NodeFiles(1)) {
            String file = files.write(temp, 0, text -> text).toString();
            JsonNode free = doctor(0, "--config", file);
            assertFound(free, "NOTE", "members", "all", "none of the members runs");
            int port = files.settings(0).memberEndpoints().get(1).port();
            try (ServerSocket taken = listening(port)) {
                JsonNode report = doctor(1, "--timeout", "1", "--config", file);
                assertFound(report, "ERROR", "ports", ":" + taken.getLocalPort(), "cannot be listened at");
            }
        }
    }

    private static DvmNode start(Path file) throws IOException {
        return DvmNode.start(NodeStart.of(NodeSettingsReader.read(file, NodeStart::problem)));
    }

    /**
     * Of three members c hangs: its ports are open, and nobody answers there. In b's list a has an endpoint at which nobody is, so a reaches b over SOAP, and b does not reach a.
     */
    @Test
    void aWayThatIsOpenInOneDirectionAndAMemberThatHangsAreFound() throws Exception {
        int nobody = Ports.free();
        try (NodeFiles files = new NodeFiles(3)) {
            String soap = files.settings(0).memberEndpoints().get(2).toString();
            Path a = files.write(temp, 0, text -> text.replaceFirst("suspicion: .*", "suspicion: 4s"));
            Path b = files.write(
                    temp,
                    1,
                    text -> text.replace(soap, "soap://127.0.0.1:" + nobody)
                            .replaceFirst("suspicion: .*", "suspicion: 4s"));
            Path c = files.write(temp, 2, text -> text);
            try (ServerSocket hangs =
                            listening(files.settings(2).memberEndpoints().get(0).port());
                    DvmNode one = start(a);
                    DvmNode two = start(b)) {
                one.formed().get(60, TimeUnit.SECONDS);
                two.formed().get(60, TimeUnit.SECONDS);
                Await.until("both", () -> two.view().orElseThrow().voters() == 2);
                String at = files.settings(0).clientEndpoints().get(0).toString();
                JsonNode report = doctor(0, "--timeout", "2", "--at", at);
                assertEquals(2, report.get("members").size(), report::toPrettyString);
                assertEquals(12, report.get("pairs").size(), report::toPrettyString);
                String closed = "b -> a at soap://127.0.0.1:" + nobody;
                assertFound(report, "WARNING", "pairs", closed, "though the other way is open");
                JsonNode all = doctor(1, "--timeout", "2", "--config", a + "", b + "", c + "");
                assertFound(all, "WARNING", "configuration", "b.yaml", "endpoints of 'a'");
                assertFound(all, "ERROR", "configuration", "c.yaml", "timeouts.suspicion differs");
                assertFound(all, "WARNING", "members", "'c'", "does not answer");
                assertFound(
                        all, "ERROR", "ports", "c.yaml: grpc://127.0.0.1:" + hangs.getLocalPort(), "does not answer");
                CommandRun table = CommandRun.of("doctor", "--timeout", "2", "--at", at);
                assertTrue(table.out().startsWith("member  state        view"), table::out);
                assertTrue(table.out().contains("WARNING pairs " + closed), table::out);
                assertTrue(table.out().contains("2 members answered, 5 of 12 ways between them are open"), table::out);
            }
        }
    }
}
