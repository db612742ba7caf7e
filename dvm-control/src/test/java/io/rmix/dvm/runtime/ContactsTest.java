package io.rmix.dvm.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.dvm.SharedConfiguration;
import io.rmix.testkit.Await;
import io.rmix.testkit.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nodes that know one address of a DVM and nothing else of it. */
@Timeout(120)
class ContactsTest {
    private static final SharedConfiguration SHARED = TestRing.shared("contacts");

    @TempDir
    Path temp;

    private static NodeConfiguration first(String endpoint) {
        return NodeConfiguration.of("a", List.of(MemberAddress.of("a", 100, endpoint)), SHARED);
    }

    private static NodeConfiguration joiner(String name, int priority, SharedConfiguration shared, String... contacts) {
        String endpoint = TestRing.free(contacts[0].replaceFirst(":.*", ""));
        return NodeConfiguration.of(name, List.of(MemberAddress.of(name, priority, endpoint)), shared)
                .withContacts(Contacts.of(contacts));
    }

    private static String endpoint(NodeConfiguration configuration) {
        return configuration.self().endpoints().get(0).toString();
    }

    private static String failure(DvmNode node) {
        ExecutionException thrown =
                assertThrows(ExecutionException.class, () -> node.formed().get(60, TimeUnit.SECONDS));
        return assertInstanceOf(SubmissionException.class, thrown.getCause()).getMessage();
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "grpc", "rmi", "soap"})
    void fromOneMemberToFiveEachOfWhichKnowsOneOther(String scheme) throws Exception {
        List<DvmNode> nodes = new ArrayList<>();
        try {
            NodeConfiguration last = first(TestRing.free(scheme));
            nodes.add(DvmNode.start(last));
            for (String name : List.of("b", "c", "d", "e")) {
                last = joiner(name, 100 - nodes.size(), SHARED, endpoint(last));
                nodes.add(DvmNode.start(last));
            }
            for (DvmNode each : nodes) {
                each.formed().get(60, TimeUnit.SECONDS);
            }
            TestRing.awaitViewOf(nodes);
            for (int i = 0; i < 5; i++) {
                assertEquals(
                        i + 1,
                        nodes.get(i).broadcast(TestRing.payload(i, 8)).get().position());
            }
        } finally {
            nodes.forEach(DvmNode::close);
        }
    }

    @Test
    void anotherDvmIsNamed() throws Exception {
        String at = TestRing.free("grpc");
        try (DvmNode a = DvmNode.start(first(at));
                DvmNode b = DvmNode.start(joiner("b", 1, TestRing.shared("other"), at))) {
            a.formed().get(60, TimeUnit.SECONDS);
            String why = failure(b);
            assertTrue(why.contains("a refuses b: DVM: here contacts, there other"), why);
        }
    }

    @Test
    void whatIsWrongWithEachContactIsSaidAndOneThatIsRightIsEnough() throws Exception {
        String clients = TestRing.free("grpc");
        String nobody = TestRing.free("grpc");
        String at = TestRing.free("grpc");
        NodeConfiguration other = NodeConfiguration.of(
                        "x", List.of(MemberAddress.of("x", 100, TestRing.free("grpc"))), TestRing.shared("other"))
                .withClientEndpoint(clients);
        try (DvmNode x = DvmNode.start(other);
                DvmNode b = DvmNode.start(
                        joiner("b", 1, SHARED, clients, endpoint(other), "grpc://nowhere.invalid:7001", nobody, at))) {
            x.formed().get(60, TimeUnit.SECONDS);
            Await.until("all is said", () -> {
                String why = b.status().reason();
                return why.contains(clients + ", which is no endpoint for members; is it one for clients?")
                        && why.contains(endpoint(other) + ", where x refuses b: DVM: here other, there contacts")
                        && why.contains("whose name nowhere.invalid is not known here")
                        && why.contains(nobody + ", which does not answer");
            });
            assertEquals(NodeState.FORMING, b.state());
            try (DvmNode a = DvmNode.start(first(at))) {
                b.formed().get(60, TimeUnit.SECONDS);
                TestRing.awaitViewOf(List.of(a, b));
            }
        }
    }

    @Test
    void whoIsToldToFoundAloneJoinsTheDvmThatItsContactsKnow() throws Exception {
        String at = TestRing.free("local");
        try (DvmNode a = DvmNode.start(first(at))) {
            a.formed().get(60, TimeUnit.SECONDS);
            Contacts asked = new Contacts(Contacts.of(at).endpoints(), true);
            try (DvmNode b = DvmNode.start(joiner("b", 1, SHARED, at).withContacts(asked))) {
                b.formed().get(60, TimeUnit.SECONDS);
                TestRing.awaitViewOf(List.of(a, b));
            }
            Contacts nobody = new Contacts(Contacts.of(TestRing.free("local")).endpoints(), true);
            try (DvmNode c = DvmNode.start(joiner("c", 2, SHARED, at).withContacts(nobody))) {
                c.formed().get(60, TimeUnit.SECONDS);
                assertEquals(1, c.view().orElseThrow().size());
            }
        }
    }

    /** A node in a process whose resolver knows a name with several addresses; prints its view. */
    static final class Child {
        private Child() {}

        public static void main(String[] contacts) throws Exception {
            try (DvmNode node = DvmNode.start(joiner("b", 1, SHARED, contacts))) {
                System.out.println("view of " + node.formed().get().size());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"grpc", "rmi", "soap"})
    void aNameStandsForAllOfItsAddressesAndWhoIsSilentHoldsUpNobody(String scheme) throws Exception {
        int port = Ports.free();
        Path hosts = Files.writeString(
                temp.resolve("hosts"), "127.0.0.4 dvm.test\n127.0.0.3 dvm.test\n127.0.0.2 dvm.test\n");
        try (ServerSocket silent = new ServerSocket(port, 50, InetAddress.getByName("127.0.0.3"));
                DvmNode a = DvmNode.start(first(scheme + "://127.0.0.2:" + port))) {
            a.formed().get(60, TimeUnit.SECONDS);
            Process b = child(hosts, scheme + "://unknown.test:" + port, scheme + "://dvm.test:" + port);
            try {
                assertTrue(b.waitFor(100, TimeUnit.SECONDS), "it has joined, and left");
                assertEquals("view of 2\n", Files.readString(temp.resolve("b")));
            } finally {
                b.destroyForcibly();
            }
            assertEquals(port, silent.getLocalPort());
        }
    }

    private Process child(Path hosts, String... contacts) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-Djdk.net.hosts.file=" + hosts,
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName()));
        command.addAll(List.of(contacts));
        return new ProcessBuilder(command)
                .redirectOutput(temp.resolve("b").toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    @Test
    void aNodeThatFoundsNothingNeedsAContact() {
        assertThrows(IllegalArgumentException.class, () -> new Contacts(List.of(), false));
        assertThrows(IllegalArgumentException.class, () -> Contacts.of("grpc://127.0.0.1:7001/x"));
    }
}
