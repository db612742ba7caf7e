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
        try (var demo = RunningDemo.start(temp, 3, 1500, "--no-kill", "--json", "--out", "s.csv")) {
            assertEquals(0, demo.process.code(), demo.process::err);
            JsonNode all = demo.process.json();
            assertEquals(
                    List.of(
                            "members",
                            "links",
                            "jobs",
                            "identical",
                            "views",
                            "events",
                            "pause",
                            "elapsedSeconds",
                            "deliveredPerSecond"),
                    keys(all));
            assertEquals("[]", all.get("events").toString());
            assertEquals(0, all.get("pause").get("jobs").intValue());
            Set<String> endpoints = new HashSet<>();
            Set<Long> processes = new HashSet<>();
            for (int i = 0; i < 3; i++) {
                JsonNode member = all.get("members").get(i);
                assertEquals(
                        List.of("name", "pid", "language", "state", "endpoints", "delivered", "stateHash", "orderHash"),
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
            try (var demo = DvmProcess.start(
                    temp, "demo", "--members", "3", "--no-kill", "--jobs", "300", "--links", links, "--json")) {
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

    /** b is killed and started again, a, which founded the DVM, is killed for good, f joins. */
    @Test
    void itGoesOnWhenMembersDieReturnAndJoin() throws Exception {
        String[] plan = {"--kill", "b@15%", "--restart", "b@30%", "--kill", "a@60%", "--join", "f@75%"};
        try (var demo =
                RunningDemo.start(temp, 5, 12_000, arguments(plan, "--suspicion", "4s", "--json", "--out", "s.csv"))) {
            assertEquals(0, demo.process.code(), demo.process::err);
            JsonNode all = demo.process.json();
            assertEquals(
                    "[{\"at\":15,\"kind\":\"kill\",\"member\":\"b\"},{\"at\":30,\"kind\":\"restart\",\"member\":\"b\"},"
                            + "{\"at\":60,\"kind\":\"kill\",\"member\":\"a\"},{\"at\":75,\"kind\":\"join\",\"member\":\"f\"}]",
                    all.get("events").toString());
            Set<String> names = new HashSet<>();
            Set<String> hashes = new HashSet<>();
            for (JsonNode member : all.get("members")) {
                names.add(member.get("name").textValue());
                assertEquals("OPERATIONAL", member.get("state").textValue());
                hashes.add(member.get("stateHash").textValue()
                        + member.get("orderHash").textValue());
            }
            assertEquals(Set.of("b", "c", "d", "e", "f"), names);
            assertEquals(1, hashes.size());
            assertEquals(5, all.get("members").size());
            assertEquals(5, all.get("links").size());
            assertTrue(all.get("identical").booleanValue());
            assertEquals(
                    "{\"submitted\":12000,\"completed\":12000,\"rejected\":0}",
                    all.get("jobs").toString());
            assertTrue(all.get("views").intValue() >= 5, () -> all.get("views") + ": two go, two come");
            assertTrue(all.get("pause").get("jobs").intValue() > 0);
            assertTrue(all.get("pause").get("maxMillis").doubleValue() > 0);
            assertTrue(demo.process.err().contains("a is killed at 60 %"), demo.process::err);
        }
        Path alone = temp.resolve("alone.csv");
        try (var one = DvmProcess.start(
                temp, "demo", "--members", "1", "--jobs", "12000", "--json", "--out", alone.toString())) {
            assertEquals(0, one.code(), one::err);
        }
        assertEquals(Files.readString(alone), Files.readString(temp.resolve("s.csv")));
    }

    private static String[] arguments(String[] some, String... more) {
        List<String> all = new ArrayList<>(List.of(some));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    @Test
    void aMemberKilledInTheMiddleIsNamedAndNothingHangs() throws Exception {
        try (var demo = RunningDemo.start(temp, 3, ENDLESS, "--no-kill", "--json")) {
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
        try (var demo = RunningDemo.start(temp, 3, ENDLESS, "--no-kill", "--json")) {
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
