package io.rmix.examples.legacy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.testkit.Ports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Moves the bank from Java RMI to gRPC as docs/how-to/move-from-rmi.md tells it: by configuration, one side at a time, in processes. */
@Timeout(180)
class MoveFromRmiTest {
    private static final String RMI_FAILURE = "failed: java.lang.IllegalStateException: no owner";

    @TempDir
    Path folder;

    private final String rmi = "rmi://127.0.0.1:" + Ports.free() + "/bank";
    private final String grpc = "grpc://127.0.0.1:" + Ports.free() + "/bank";
    private Path jar;
    private byte[] before;
    private Installation serverSide;
    private Installation clientSide;

    @BeforeEach
    void install() throws Exception {
        jar = Installation.jar(folder);
        before = Files.readAllBytes(jar);
        serverSide = new Installation(folder.resolve("server"), jar);
        clientSide = new Installation(folder.resolve("client"), jar);
        serverSide.url(rmi);
        clientSide.url(rmi);
    }

    private LegacyProcess registry() throws Exception {
        String port = rmi.replaceAll(".*:(\\d+)/.*", "$1");
        return serverSide.start("BankRegistry", port).ready();
    }

    private LegacyProcess server() throws Exception {
        return serverSide.start("BankServer").ready();
    }

    /** Everything that the client says but for its last line. */
    private static void assertBusiness(String owner, List<String> said) {
        assertEquals(
                List.of(
                        "deposit 100",
                        "withdraw 70",
                        "overdrawn: " + owner + " has only 70",
                        "IN 100 100",
                        "OUT 30 70"),
                said.subList(0, Math.max(0, said.size() - 1)),
                said::toString);
    }

    private static void assertOverRmi(String owner, List<String> client, LegacyProcess server) throws Exception {
        assertBusiness(owner, client);
        assertEquals(RMI_FAILURE, client.get(client.size() - 1));
        assertTrue(thread(owner, server).startsWith("RMI TCP Connection"), thread(owner, server));
    }

    private static void assertOverGrpc(String owner, List<String> client, LegacyProcess server) throws Exception {
        assertBusiness(owner, client);
        String failure = client.get(client.size() - 1);
        assertTrue(failure.startsWith("failed: java.rmi.ServerException: "), failure);
        assertTrue(failure.endsWith("[SERVANT_FAILED, INVOKED]"), failure);
        assertTrue(!thread(owner, server).startsWith("RMI TCP Connection"), thread(owner, server));
        assertEquals(
                5,
                server.lines().stream()
                        .filter(line ->
                                line.matches("LOG CallTrace .* calls org\\.example\\.bank\\.Bank\\.\\w+ over grpc"))
                        .count(),
                server.lines()::toString);
    }

    /** The thread that the owner's deposit ran on. */
    private static String thread(String owner, LegacyProcess server) throws Exception {
        String start = "AUDIT deposit " + owner + " 100 on ";
        return server.lines().stream()
                .filter(line -> line.startsWith(start))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no deposit of " + owner))
                .substring(start.length());
    }

    @Test
    void theServerMovesFirst() throws Exception {
        try (LegacyProcess registry = registry()) {
            try (LegacyProcess server = server()) {
                assertOverRmi("ada", clientSide.client("ada"), server);
                server.stop();
            }
            serverSide.addRmix();
            serverSide.url(rmi + " " + grpc);
            try (LegacyProcess server = server()) {
                assertOverRmi("bob", clientSide.client("bob"), server);
                clientSide.addRmix();
                clientSide.url(grpc);
                assertOverGrpc("cyd", clientSide.client("cyd"), server);
                server.stop();
            }
            registry.stop();
        }
        serverSide.url(grpc);
        try (LegacyProcess server = server()) {
            assertOverGrpc("dan", clientSide.client("dan"), server);
            server.stop();
        }
        assertArrayEquals(before, Files.readAllBytes(jar));
    }

    @Test
    void theClientMovesFirst() throws Exception {
        try (LegacyProcess registry = registry()) {
            clientSide.addRmix();
            try (LegacyProcess server = server()) {
                assertOverRmi("ada", clientSide.client("ada"), server);
                clientSide.url(grpc + ", " + rmi);
                List<String> said = clientSide.client("bob");
                assertTrue(said.get(0).startsWith("LOG UrlContext looked up in vain: " + grpc), said::toString);
                assertOverRmi("bob", said.subList(1, said.size()), server);
                server.stop();
            }
            serverSide.addRmix();
            serverSide.url(rmi + " " + grpc);
            try (LegacyProcess server = server()) {
                assertOverGrpc("cyd", clientSide.client("cyd"), server);
                server.stop();
            }
            registry.stop();
        }
        assertArrayEquals(before, Files.readAllBytes(jar));
    }
}
