package io.rmix.cli.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.rmix.Endpoint;
import io.rmix.cli.config.NodeSettings;
import io.rmix.dvm.runtime.MemberStatus;
import io.rmix.examples.jobqueue.Job;
import io.rmix.examples.jobqueue.JobQueue;
import io.rmix.examples.jobqueue.JobQueueService;
import io.rmix.examples.jobqueue.SchedulePage;
import io.rmix.examples.jobqueue.ScheduledJob;
import io.rmix.examples.jobqueue.replay.ScheduleCsv;
import io.rmix.examples.jobqueue.trace.TraceGenerator;
import io.rmix.examples.jobqueue.trace.TraceSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A demo that is attacked at every port of every member in the middle of its trace: each attack is refused with a line in the log
 * of the member attacked, which goes on, and the demo ends as if nothing had been. The process that submits the trace stands
 * still meanwhile, so that the attack is in its middle however fast the ring is.
 */
@Timeout(400)
class HostileInputTest {
    private static final int JOBS = 20_000;

    @TempDir
    Path temp;

    @Test
    void isRefusedWithALogLineWhileTheDemoGoesOn() throws Exception {
        Path sprung = temp.resolve("sprung");
        try (var demo = RunningDemo.start(temp, 3, JOBS, "--no-kill", "--json", "--out", "s.csv");
                ServerSocket bait = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            demo.awaitDelivered(0, 1);
            demo.process.signal("STOP");
            List<Attack> attacks = attackAll(demo, sprung, bait.getLocalPort());
            assertInItsMiddle(demo);
            demo.process.signal("CONT");
            for (Attack attack : attacks) demo.awaitLogged(attack.member(), "WARN", attack.peer(), attack.refusal());
            assertEquals(3 * (6 + 2 + 2 + 2 * 3), attacks.size());

            assertEquals(0, demo.process.code(), demo.process::err);
            assertComplete(demo.process.json());
            assertEquals(scheduleWithoutARing(), Files.readString(temp.resolve("s.csv")));
            bait.setSoTimeout(1);
            assertThrows(SocketTimeoutException.class, bait::accept, "an entity was fetched");
            assertFalse(Files.exists(sprung), "a gadget was deserialised");
        }
        Gadget.spring(sprung);
        assertTrue(Files.exists(sprung), "the gadget would have told");
    }

    private static List<Attack> attackAll(RunningDemo demo, Path sprung, int bait) throws Exception {
        Random random = new Random(7);
        List<Attack> attacks = new ArrayList<>();
        for (int member = 0; member < demo.members(); member++) {
            NodeSettings settings = demo.settings(member);
            List<Endpoint> all = new ArrayList<>(settings.memberEndpoints());
            all.addAll(settings.clientEndpoints());
            for (Endpoint at : all) {
                Attacker attacker = new Attacker(member, at);
                attacks.add(attacker.randomBytes(random));
                boolean ofMembers = settings.memberEndpoints().contains(at);
                switch (at.scheme()) {
                    case "soap" -> attacks.add(attacker.doctype(ofMembers ? "dvm.v1.Control" : "jobqueue", bait));
                    case "grpc" ->
                        attacks.add(attacker.tooLarge(
                                ofMembers ? "dvm.v1.Control/Tell" : JobQueue.class.getName() + "/Submit"));
                    case "rmi" -> attacks.addAll(attacker.gadgets(sprung));
                    default -> throw new IllegalStateException("a port nobody attacks: " + at);
                }
                demo.askThroughTheRing(member);
            }
        }
        return attacks;
    }

    private static void assertInItsMiddle(RunningDemo demo) throws IOException {
        for (int member = 0; member < demo.members(); member++) {
            MemberStatus now = demo.status(member);
            assertEquals("OPERATIONAL", now.state());
            assertEquals(List.of(), now.suspected());
            assertTrue(now.delivered() < JOBS, "the demo was too short to be stopped in its middle");
        }
    }

    private static void assertComplete(JsonNode summary) {
        assertEquals(
                "{\"submitted\":%d,\"completed\":%d,\"rejected\":0}".formatted(JOBS, JOBS),
                summary.get("jobs").toString());
        assertTrue(summary.get("identical").booleanValue());
    }

    /** The schedule of the same trace by the same scheduler, called directly. */
    private static String scheduleWithoutARing() throws Exception {
        TraceSettings settings = TraceSettings.of(1, JOBS);
        JobQueueService queue = new JobQueueService(settings.processors());
        for (Job job : TraceGenerator.stream(settings).toList()) queue.submit(job);
        queue.advance(JobQueue.END_OF_TIME);
        List<ScheduledJob> rows = new ArrayList<>();
        SchedulePage page;
        do {
            long after = rows.isEmpty() ? 0 : rows.get(rows.size() - 1).job();
            page = queue.schedule(after, JobQueue.MAX_PAGE);
            rows.addAll(page.rows());
        } while (page.more());
        StringBuilder text = new StringBuilder();
        ScheduleCsv.write(text, rows);
        return text.toString();
    }
}
