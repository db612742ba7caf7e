package io.rmix.cli.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.rmix.cli.demo.DvmProcess;
import io.rmix.cli.demo.NodeFiles;
import io.rmix.testkit.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code dvm doctor} and members in processes of their own. */
@Timeout(400)
class DoctorTest {
    @TempDir
    Path temp;

    private JsonNode doctor(int code, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("doctor", "--json"));
        command.addAll(List.of(arguments));
        try (DvmProcess doctor = DvmProcess.start(temp, command.toArray(String[]::new))) {
            assertEquals(code, doctor.code(), () -> doctor.err() + doctor.out());
            return doctor.json();
        }
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

    private static void awaitReady(DvmProcess... nodes) {
        for (DvmProcess each : nodes) {
            long end = System.nanoTime() + 150_000_000_000L;
            while (!each.out().contains("ready")) {
                assertTrue(each.isAlive() && System.nanoTime() < end, each::err);
                LockSupport.parkNanos(5_000_000);
            }
        }
    }

    @Test
    void beforeTheStartPortsThatAreTakenAreFound() throws Exception {
        try (NodeFiles files = new NodeFiles(1)) {
            Path file = files.write(temp, 0, text -> text);
            JsonNode free = doctor(0, "--config", file.toString());
            assertFound(free, "NOTE", "members", "all", "none of the members runs");
            int port = files.settings(0).memberEndpoints().get(1).port();
            try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                JsonNode report = doctor(1, "--timeout", "1", "--config", file.toString());
                assertFound(report, "ERROR", "ports", ":" + taken.getLocalPort(), "cannot be listened at");
            }
        }
    }

    /** b's list has an endpoint of a at which nobody is: a reaches b over SOAP, and b does not reach a. */
    @Test
    void aWayThatIsOpenInOneDirectionIsFoundAndAMemberThatHangsHoldsUpNobody() throws Exception {
        int nobody = Ports.free();
        try (NodeFiles files = new NodeFiles(2)) {
            String soap = files.settings(0).memberEndpoints().get(2).toString();
            Path a = files.write(temp, 0, text -> text);
            Path b = files.write(temp, 1, text -> text.replace(soap, "soap://127.0.0.1:" + nobody));
            try (DvmProcess one = start(a);
                    DvmProcess two = start(b)) {
                awaitReady(one, two);
                String at = files.settings(0).clientEndpoints().get(0).toString();
                JsonNode report = doctor(0, "--timeout", "20", "--at", at);
                assertEquals(2, report.get("members").size(), report::toPrettyString);
                assertEquals(6, report.get("pairs").size(), report::toPrettyString);
                assertFound(
                        report,
                        "WARNING",
                        "pairs",
                        "b -> a at soap://127.0.0.1:" + nobody,
                        "though the other way is open");
                JsonNode both = doctor(0, "--timeout", "20", "--config", a.toString(), b.toString());
                assertFound(both, "WARNING", "configuration", "b.yaml", "endpoints of 'a'");
                two.signal("STOP");
                JsonNode half = doctor(1, "--timeout", "2", "--config", a.toString(), b.toString());
                assertEquals(1, half.get("members").size(), half::toPrettyString);
                assertFound(half, "WARNING", "members", "'b'", "does not answer");
                assertFound(half, "ERROR", "ports", "b.yaml", "cannot be listened at");
                two.signal("CONT");
                try (DvmProcess table = DvmProcess.start(temp, "doctor", "--timeout", "20", "--at", at)) {
                    assertEquals(0, table.code(), table::err);
                    assertTrue(table.out().startsWith("member  state        view"), table::out);
                    assertTrue(table.out().contains("WARNING pairs b -> a at soap://127.0.0.1:" + nobody), table::out);
                    assertTrue(table.out().contains("5 of 6 ways between them are open"), table::out);
                }
            }
        }
    }

    private DvmProcess start(Path file) throws IOException {
        return DvmProcess.start(temp, "start", "--config", file.toString());
    }
}
