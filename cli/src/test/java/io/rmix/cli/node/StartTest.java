package io.rmix.cli.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import io.rmix.Endpoint;
import io.rmix.Rmix;
import io.rmix.cli.demo.DvmProcess;
import io.rmix.cli.demo.NodeFiles;
import io.rmix.examples.jobqueue.JobQueue;
import io.rmix.testkit.Await;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code dvm start} and {@code dvm status} in processes of their own. */
@Timeout(400)
class StartTest {
    @TempDir
    Path temp;

    @Test
    void aNodeIsReadyAnswersStatusAndEndsWhenTold() throws Exception {
        try (NodeFiles files = new NodeFiles(1);
                DvmProcess node = start(files, UnaryOperator.identity())) {
            awaitReady(node);
            List<Endpoint> clients = files.settings(0).clientEndpoints();
            JsonNode status = statusAsJson(clients.get(2));
            assertEquals("a", status.get("name").textValue());
            assertEquals("demo", status.get("dvm").textValue());
            assertEquals("OPERATIONAL", status.get("state").textValue());
            assertEquals("java", status.get("language").textValue());
            assertEquals("[\"jobqueue\"]", status.get("services").toString());
            assertEquals(0, status.get("delivered").longValue());
            assertEquals(clients.size(), status.get("clientEndpoints").size());
            assertTrue(status.get("stateHash").textValue().matches("[0-9a-f]{64}"), status::toString);
            assertTrue(status.get("orderHash").textValue().matches("[0-9a-f]{16}"), status::toString);

            try (DvmProcess table =
                    DvmProcess.start(temp, "status", "--at", clients.get(1).toString())) {
                assertEquals(0, table.code(), table::err);
                assertTrue(table.out().startsWith("member      a of demo, process " + status.get("pid")), table::out);
                assertTrue(table.out().contains("\nservices    jobqueue\n"), table::out);
            }

            node.signal("TERM");
            assertEquals(143, node.code());
            assertEquals("ready a\n", node.out());
            Endpoint first = clients.get(0);
            assertThrows(ConnectException.class, () -> new Socket(first.host(), first.port()).close());
        }
    }

    private JsonNode statusAsJson(Endpoint at) throws Exception {
        try (DvmProcess status = DvmProcess.start(temp, "status", "--json", "--at", at.toString())) {
            assertEquals(0, status.code(), status::err);
            assertEquals("", status.err());
            return status.json();
        }
    }

    @Test
    void aMemberThatNeverComesIsNamed() throws Exception {
        try (NodeFiles files = new NodeFiles(2);
                DvmProcess node = start(files, file -> file.replaceFirst("\\bstart: \"?1m\"?", "start: 200ms"))) {
            assertEquals(1, node.code());
            assertEquals("", node.out());
            assertTrue(node.err().contains("dvm start: a could not start: the ring has not formed within"), node::err);
            assertTrue(node.err().contains("missing: [b]"), node::err);
        }
    }

    /** Its only contact is an address at which nobody is: it founds the DVM all the same, because it is told to. */
    @Test
    void aNodeThatIsToldToFoundsTheDvmAlone() throws Exception {
        try (NodeFiles files = new NodeFiles(2)) {
            String nobody = files.settings(1).memberEndpoints().get(0).toString();
            Path file = files.write(
                    temp,
                    0,
                    text -> text.replaceFirst(
                            "(?s)members:\n- name: a.*?\nquorum:", "contacts: [\"" + nobody + "\"]\nquorum:"));
            try (DvmProcess node = DvmProcess.start(temp, "start", "--found", "--config", file.toString())) {
                awaitReady(node);
                JsonNode status =
                        statusAsJson(files.settings(0).clientEndpoints().get(0));
                assertEquals("[\"a\"]", status.get("members").toString());
                assertEquals(1, status.get("view").longValue());
            }
        }
    }

    @Test
    void aNodeWhoseParentIsGoneBeforeTheRingHasFormedEnds() throws Exception {
        try (NodeFiles files = new NodeFiles(2);
                DvmProcess node = DvmProcess.start(
                        temp,
                        "start",
                        "--until-input-ends",
                        "--config",
                        files.write(temp, 0, file -> file).toString())) {
            node.endInput();
            assertEquals(0, node.code(), node::err);
            assertEquals("", node.out());
        }
    }

    @Test
    void aNodeWhoseNeighbourHangsGoesOnWithoutItAndThatOneEnds() throws Exception {
        UnaryOperator<String> hasty = file -> file.replaceFirst("suspicion: .*", "suspicion: 600ms");
        try (NodeFiles files = new NodeFiles(2);
                DvmProcess a = start(files, 0, hasty);
                DvmProcess b = start(files, 1, hasty)) {
            awaitReady(a);
            // An answer has been round the ring, so that a has heard of b.
            Endpoint queue = files.settings(0).clientEndpoints().get(0).withService("jobqueue");
            try (Rmix rmix = Rmix.create()) {
                rmix.connect(JobQueue.class, queue).sync().summary();
            }
            b.signal("STOP");
            Await.until("a is alone", () -> members(files).equals("[\"a\"]"));
            try (Rmix rmix = Rmix.create()) {
                rmix.connect(JobQueue.class, queue).sync().summary();
            }
            b.signal("CONT");
            assertEquals(1, b.code());
            assertTrue(b.err().contains("dvm start: takes part no more: b: "), b::err);
        }
    }

    private String members(NodeFiles files) throws Exception {
        return statusAsJson(files.settings(0).clientEndpoints().get(2))
                .get("members")
                .toString();
    }

    @Test
    void aPortInUseIsNamed() throws Exception {
        try (NodeFiles files = new NodeFiles(1);
                ServerSocket taken = new ServerSocket(
                        files.settings(0).memberEndpoints().get(1).port(), 1, loopback());
                DvmProcess node = start(files, UnaryOperator.identity())) {
            assertEquals(1, node.code());
            assertTrue(node.err().contains("rmi://127.0.0.1:" + taken.getLocalPort()), node::err);
            assertTrue(node.err().contains("in use"), node::err);
        }
    }

    @Test
    void nobodyAtAnEndpointIsSaid() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, loopback())) {
            free = socket.getLocalPort();
        }
        try (DvmProcess status = DvmProcess.start(temp, "status", "--json", "--at", "grpc://127.0.0.1:" + free)) {
            assertEquals(1, status.code());
            assertEquals("", status.out());
            assertTrue(status.err().contains("dvm status: "), status::err);
            assertTrue(status.err().contains("grpc://127.0.0.1:" + free), status::err);
        }
    }

    private DvmProcess start(NodeFiles files, UnaryOperator<String> change) throws IOException {
        return start(files, 0, change);
    }

    private DvmProcess start(NodeFiles files, int member, UnaryOperator<String> change) throws IOException {
        String file = files.write(temp, member, change).toString();
        return DvmProcess.start(temp, "start", "--config", file);
    }

    private static void awaitReady(DvmProcess node) {
        long end = System.nanoTime() + 150_000_000_000L;
        while (!node.out().contains("ready a")) {
            if (!node.isAlive() || System.nanoTime() > end) fail("not ready: " + node.err());
            LockSupport.parkNanos(5_000_000);
        }
    }

    private static InetAddress loopback() {
        return InetAddress.getLoopbackAddress();
    }
}
