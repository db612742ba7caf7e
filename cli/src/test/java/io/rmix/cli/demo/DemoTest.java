package io.rmix.cli.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.rmix.Endpoint;
import io.rmix.dvm.runtime.MemberStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code dvm demo} as its user meets it: processes, exit codes, files. */
@Timeout(400)
class DemoTest {
    /** More than any machine gets through before the test has done what it is about. */
    private static final int ENDLESS = 1_000_000;

    @TempDir
    Path temp;

    @Test
    void jsonIsOneObjectOfAllThatProgramsAskFor() throws Exception {
        try (var demo = RunningDemo.start(temp, 3, 1500, "--json", "--out", "s.csv")) {
            assertEquals(0, demo.process.code(), demo.process::err);
            JsonNode all = demo.process.json();
            assertEquals(
                    List.of("members", "links", "jobs", "identical", "elapsedSeconds", "deliveredPerSecond"),
                    keys(all));
            Set<String> endpoints = new HashSet<>();
            Set<Long> processes = new HashSet<>();
            for (int i = 0; i < 3; i++) {
                JsonNode member = all.get("members").get(i);
                assertEquals(
                        List.of("name", "pid", "language", "endpoints", "delivered", "stateHash", "orderHash"),
                        keys(member));
                assertEquals("abc".substring(i, i + 1), member.get("name").textValue());
                assertEquals("java", member.get("language").textValue());
                processes.add(member.get("pid").longValue());
                member.get("endpoints").forEach(endpoint -> endpoints.add(endpoint.textValue()));
                JsonNode first = all.get("members").get(0);
                for (String same : List.of("delivered", "stateHash", "orderHash"))
                    assertEquals(first.get(same), member.get(same), same);
                assertTrue(member.get("stateHash").textValue().matches("[0-9a-f]{64}"), member::toString);
                assertTrue(member.get("orderHash").textValue().matches("[0-9a-f]{16}"), member::toString);
            }
            assertEquals(3, all.get("members").size());
            assertEquals(3, processes.size());
            assertEquals(3 * 2 * 3, endpoints.size(), "three protocols for members and for clients, at each of three");
            assertEquals(
                    "[{\"from\":\"a\",\"to\":\"b\",\"provider\":\"grpc\"},{\"from\":\"b\",\"to\":\"c\",\"provider\":\"rmi\"},"
                            + "{\"from\":\"c\",\"to\":\"a\",\"provider\":\"soap\"}]",
                    all.get("links").toString());
            assertEquals(
                    "{\"submitted\":1500,\"completed\":1500,\"rejected\":0}",
                    all.get("jobs").toString());
            assertTrue(all.get("identical").isBoolean() && all.get("identical").booleanValue());
            long delivered = all.get("members").get(0).get("delivered").longValue();
            assertTrue(delivered > 1500, "jobs, advances and the reading of the schedule");
            double seconds = all.get("elapsedSeconds").doubleValue();
            assertEquals(delivered / seconds, all.get("deliveredPerSecond").doubleValue(), 0.01 * delivered / seconds);
            List<String> rows = Files.readAllLines(temp.resolve("s.csv"));
            assertEquals("job,submit,start,end,processors", rows.get(0));
            assertEquals(1501, rows.size());
            assertTrue(demo.process.err().contains("100 %  1,500 of 1,500 jobs"), demo.process::err);
        }
    }

    @Test
    void rejectedJobsAreAccountedForAndPeopleReadASummary() throws Exception {
        Path trace = Files.writeString(temp.resolve("t.swf"), """
                ; MaxProcs: 4
                1 0 -1 10 3 -1 -1 3 10 -1 1 -1 -1 -1 -1 -1 -1 -1
                2 1 -1 5 9 -1 -1 9 5 -1 1 -1 -1 -1 -1 -1 -1 -1
                3 1 -1 x 1 -1 -1 1 5 -1 1 -1 -1 -1 -1 -1 -1 -1
                """);
        try (var demo = DvmProcess.start(
                temp, "demo", "--trace", trace.toString(), "--bad-lines", "skip", "--members", "1", "--links", "rmi")) {
            assertEquals(0, demo.code(), demo::err);
            assertTrue(demo.err().contains("bad line " + trace + ":4: field 4 (run time): is \"x\""), demo::err);
            assertTrue(demo.out().contains("2 jobs submitted, 1 completed, 1 rejected in "), demo::out);
            assertTrue(demo.out().contains("rejected: job 2: TOO_LARGE"), demo::out);
            assertTrue(demo.out().contains("all members are identical"), demo::out);
        }
    }

    @Test
    void unixSocketsAreLinksLikeOthers() throws Exception {
        for (String links : List.of("grpc+unix", "grpc+unix,rmi,grpc")) {
            try (var demo =
                    DvmProcess.start(temp, "demo", "--members", "3", "--jobs", "300", "--links", links, "--json")) {
                assertEquals(0, demo.code(), demo::err);
                JsonNode all = demo.json();
                assertEquals(
                        "grpc+unix", all.get("links").get(0).get("provider").textValue());
                assertEquals(300, all.get("jobs").get("completed").intValue());
                String endpoint =
                        all.get("members").get(0).get("endpoints").get(0).textValue();
                assertTrue(endpoint.startsWith("grpc+unix:///"), endpoint);
                Path folder = Path.of(Endpoint.parse(endpoint).host()).getParent();
                assertFalse(Files.exists(folder), folder + " goes with the demo");
            }
        }
    }

    @Test
    void aMemberKilledInTheMiddleIsNamedAndNothingHangs() throws Exception {
        try (var demo = RunningDemo.start(temp, 3, ENDLESS, "--json")) {
            MemberStatus killed = demo.awaitDelivered(1, 200);
            List<ProcessHandle> members = demo.awaitMembers();
            DvmProcess.signal(killed.pid(), "KILL");
            assertEquals(1, demo.process.code());
            assertEquals("", demo.process.out());
            String said = "dvm demo: member b (process " + killed.pid() + ") ended with exit code 137";
            assertTrue(demo.process.err().contains(said), demo.process::err);
            assertAllEnd(members);
        }
    }

    @Test
    void ctrlCEndsAllProcesses() throws Exception {
        try (var demo = RunningDemo.start(temp, 3, ENDLESS, "--json")) {
            demo.awaitDelivered(2, 200);
            List<ProcessHandle> members = demo.awaitMembers();
            demo.process.signal("INT");
            assertEquals(130, demo.process.code());
            assertEquals("", demo.process.out());
            assertAllEnd(members);
        }
    }

    @Test
    void ctrlCWhileItStartsEndsAllProcesses() throws Exception {
        try (var demo = RunningDemo.start(temp, 3, ENDLESS)) {
            List<ProcessHandle> members = demo.awaitMembers();
            demo.process.signal("INT");
            assertNotEquals(0, demo.process.code());
            assertAllEnd(members);
        }
    }

    private static void assertAllEnd(List<ProcessHandle> members) throws Exception {
        for (ProcessHandle member : members) member.onExit().get(10, TimeUnit.SECONDS);
    }

    private static List<String> keys(JsonNode object) {
        List<String> keys = new ArrayList<>();
        object.fieldNames().forEachRemaining(keys::add);
        return keys;
    }
}
