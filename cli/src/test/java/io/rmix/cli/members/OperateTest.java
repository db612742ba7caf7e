package io.rmix.cli.members;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rmix.Rmix;
import io.rmix.cli.CommandRun;
import io.rmix.cli.demo.DvmProcess;
import io.rmix.cli.demo.NodeFiles;
import io.rmix.examples.jobqueue.Job;
import io.rmix.examples.jobqueue.JobQueue;
import io.rmix.testkit.Await;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The commands of operators against members in processes of their own. */
@Timeout(400)
class OperateTest {
    @TempDir
    Path temp;

    private final List<DvmProcess> processes = new ArrayList<>();

    @AfterEach
    void kill() {
        processes.forEach(DvmProcess::close);
    }

    private DvmProcess run(String... command) throws IOException {
        DvmProcess process = DvmProcess.start(temp, command);
        processes.add(process);
        return process;
    }

    private DvmProcess member(NodeFiles files, int member) throws IOException {
        return run(
                "start",
                "--config",
                files.write(temp, member, text -> text.replaceFirst("suspicion: .*", "suspicion: 2s"))
                        .toString());
    }

    private static String at(NodeFiles files, int member, int endpoint) {
        return files.settings(member).clientEndpoints().get(endpoint).toString();
    }

    /** What a command says, which succeeds. */
    private static String said(String... command) {
        CommandRun run = CommandRun.of(command);
        assertEquals(0, run.code(), run::err);
        return run.out();
    }

    private static JsonNode json(String... command) throws IOException {
        return new ObjectMapper().readTree(said(command));
    }

    private static String refused(String... command) {
        CommandRun run = CommandRun.of(command);
        assertEquals("", run.out());
        assertEquals(1, run.code(), run::err);
        return run.err();
    }

    /** {@code name=field} of each member of the view that one has. */
    private static List<String> each(String at, String field) throws IOException {
        List<String> all = new ArrayList<>();
        for (JsonNode member :
                json("members", "--json", "--timeout", "30", "--at", at).get("members"))
            all.add(member.get("name").textValue() + "="
                    + member.at("/" + field).asText());
        return all;
    }

    private static void awaitVoters(String at, String... names) {
        List<String> voters =
                List.of(names).stream().map(name -> name + "=VOTER").toList();
        Await.until(
                "voters are " + voters,
                () -> each(at, "role").containsAll(voters)
                        && json("members", "--json", "--timeout", "30", "--at", at)
                                        .get("answering")
                                        .intValue()
                                == names.length);
    }

    private static void ready(DvmProcess... members) {
        for (DvmProcess each : members)
            Await.until("it is ready: " + each.err(), () -> each.out().contains("ready"));
    }

    @Test
    void aDvmIsLookedAtLeftWatchedAndGoesOnByForce() throws Exception {
        try (NodeFiles files = new NodeFiles(3)) {
            DvmProcess a = member(files, 0);
            DvmProcess b = member(files, 1);
            DvmProcess c = member(files, 2);
            ready(a, b, c);
            String atA = at(files, 0, 0);
            String atC = at(files, 2, 2);
            awaitVoters(atC, "a", "b", "c");
            submit(atA, 1);
            looks(atC);
            DvmProcess watch = run("watch", "--json", "--at", at(files, 1, 0));
            Await.until("b is watched", () -> watch.out().contains("\"at\":\"b\",\"kind\":\"watching\""));
            a = leaves(files, a, atC, watch);
            awaitVoters(atC, "a", "b", "c");
            submit(atC, 2);
            a.signal("KILL");
            b.signal("KILL");
            goesOnByForce(files, atC, watch);
        }
    }

    private static void submit(String at, long job) throws Exception {
        try (Rmix rmix = Rmix.create()) {
            rmix.connect(JobQueue.class, at + "/jobqueue").sync().submit(new Job(job, 0, 1, 1, 1));
        }
    }

    private static void looks(String at) throws Exception {
        String table = said("members", "--at", at);
        assertTrue(table.matches("(?s)view \\d+ of demo, lineage [0-9a-f]{32}, as c has it\n.*"), table);
        assertTrue(
                table.contains("\nquorum (majority): 3 of 3 voters answer, which is one: writes go through\n"), table);
        assertEquals(
                3, table.lines().filter(each -> each.contains(" OPERATIONAL ")).count(), table);
        JsonNode links = json("links", "--json", "--at", at);
        assertEquals(3, links.size());
        for (JsonNode each : links)
            assertEquals("FLOWING", each.at("/link/state").textValue());
        String ring = said("links", "--at", at);
        assertTrue(ring.matches("(?s)from +to +provider .*\na +b +grpc +grpc://127.*"), ring);
    }

    /** A member leaves and comes back; who is watched meanwhile tells it all. */
    private DvmProcess leaves(NodeFiles files, DvmProcess a, String atC, DvmProcess watch) throws Exception {
        String without = said("leave", "--member", "a", "--at", atC);
        assertTrue(without.contains("quorum (majority): 2 of 2 voters answer"), without);
        assertEquals(0, a.code(), a::err);
        assertEquals("", a.err());
        DvmProcess again = member(files, 0);
        ready(again);
        for (String kind : List.of("left", "joined", "votes"))
            Await.until(
                    kind,
                    () -> watch.out()
                            .matches("(?s).*\"at\":\"b\",\"kind\":\"" + kind + "\",\"view\":\\d+,\"member\":\"a\".*"));
        return again;
    }

    private void goesOnByForce(NodeFiles files, String atC, DvmProcess watch) throws Exception {
        Await.until("c is isolated", () -> each(atC, "report/state").contains("c=ISOLATED"));
        Await.until("c is watched", () -> watch.out().contains("\"at\":\"c\",\"kind\":\"watching\""));
        String table = said("members", "--at", atC);
        assertTrue(table.contains("1 of 3 voters answer, which is none: writes wait"), table);
        assertTrue(refused("leave", "--at", atC).contains("c is ISOLATED: there is no quorum"));

        DvmProcess a = member(files, 0);
        DvmProcess b = member(files, 1);
        Await.until("c needs an operator", () -> each(atC, "report/state").contains("c=NEEDS_OPERATOR"));
        assertTrue(said("members", "--at", atC).contains("dvm force-view --at " + at(files, 2, 0)));
        assertTrue(refused("force-view", "--yes", "--at", at(files, 0, 0)).contains("is in no view"));
        CommandRun unsure = withInput("no\n", "force-view", "--at", atC);
        assertEquals(2, unsure.code());
        assertTrue(unsure.err().contains("nothing was changed: expected 'c', or --yes"), unsure::err);
        assertTrue(unsure.err().contains("Started again since: "), unsure::err);
        CommandRun sure = withInput("c\n", "force-view", "--json", "--at", atC);
        assertEquals(0, sure.code(), sure::err);
        assertEquals("c", new ObjectMapper().readTree(sure.out()).get("asked").textValue());
        ready(a, b);
        awaitVoters(at(files, 0, 1), "a", "b", "c");
        assertTrue(refused("force-view", "--yes", "--at", atC).contains("c is OPERATIONAL"));
        try (Rmix rmix = Rmix.create()) {
            JobQueue queue =
                    rmix.connect(JobQueue.class, at(files, 1, 1) + "/jobqueue").sync();
            for (long job : List.of(1L, 2L)) assertEquals(job, queue.status(job).job());
        }
        Await.until(
                "the watcher has seen it",
                () -> watch.out().matches("(?s).*\"value\":\"OPERATIONAL\".*\"kind\":\"joined\".*\"member\":\"b\".*"));
        assertTrue(watch.isAlive(), watch::err);
    }

    private static synchronized CommandRun withInput(String text, String... command) {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        try {
            return CommandRun.of(command);
        } finally {
            System.setIn(before);
        }
    }
}
