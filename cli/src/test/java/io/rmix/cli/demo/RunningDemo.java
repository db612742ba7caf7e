package io.rmix.cli.demo;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.rmix.Endpoint;
import io.rmix.Rmix;
import io.rmix.Stub;
import io.rmix.cli.config.NodeSettings;
import io.rmix.cli.config.NodeSettingsReader;
import io.rmix.dvm.runtime.MemberControl;
import io.rmix.dvm.runtime.MemberStatus;
import io.rmix.examples.jobqueue.JobQueue;
import io.rmix.examples.jobqueue.Summary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** A demo in processes of its own that a test watches: it knows the members from the files that the demo writes. */
final class RunningDemo implements AutoCloseable {
    private static final long PATIENCE_NANOS = 150_000_000_000L;

    final DvmProcess process;
    private final Path logs;
    private final int members;
    private final Rmix rmix = Rmix.create();

    private RunningDemo(DvmProcess process, Path logs, int members) {
        this.process = process;
        this.logs = logs;
        this.members = members;
    }

    /** Starts a demo of a made trace. */
    static RunningDemo start(Path folder, int members, int jobs, String... more) throws IOException {
        Path logs = folder.resolve("logs");
        List<String> arguments = new ArrayList<>(List.of("demo", "--members", "" + members, "--jobs", "" + jobs));
        arguments.addAll(List.of("--logs", logs.toString()));
        arguments.addAll(Arrays.asList(more));
        return new RunningDemo(DvmProcess.start(folder, arguments.toArray(String[]::new)), logs, members);
    }

    /** Waits until a member has delivered so many messages. */
    MemberStatus awaitDelivered(int member, long least) {
        return await("member " + member + " has delivered " + least, () -> {
            MemberStatus status = status(member);
            return status.delivered() >= least ? Optional.of(status) : Optional.empty();
        });
    }

    /** Asks a member over the first of its clients' endpoints. */
    MemberStatus status(int member) throws IOException {
        Endpoint endpoint = settings(member).clientEndpoints().get(0);
        try (Stub<MemberControl> stub =
                rmix.connect(MemberControl.class, endpoint.withService(MemberControl.SERVICE))) {
            return stub.sync().status();
        }
    }

    /** Calls a member's queue and gets an answer, for which the question has to go round the ring. */
    Summary askThroughTheRing(int member) throws IOException {
        Endpoint endpoint = settings(member).clientEndpoints().get(0);
        try (Stub<JobQueue> stub =
                rmix.connect(JobQueue.class, endpoint.withService("jobqueue")).withDeadline(Duration.ofSeconds(60))) {
            return stub.sync().summary();
        }
    }

    NodeSettings settings(int member) throws IOException {
        return NodeSettingsReader.read(logs.resolve(name(member) + ".yaml"), service -> Optional.empty());
    }

    /** Waits until a line of a member's log has all the parts. */
    String awaitLogged(int member, String... parts) {
        return await(
                "a line of " + name(member) + "'s log with " + List.of(parts),
                () -> log(member).stream()
                        .filter(line -> Arrays.stream(parts).allMatch(line::contains))
                        .findFirst());
    }

    List<String> log(int member) throws IOException {
        return Files.readAllLines(logs.resolve(name(member) + ".log"));
    }

    int members() {
        return members;
    }

    /** The processes of all members, which run. */
    List<ProcessHandle> awaitMembers() {
        return await(
                "all members' processes", () -> Optional.of(process.children()).filter(all -> all.size() == members));
    }

    private static String name(int member) {
        return String.valueOf((char) ('a' + member));
    }

    private interface Attempt<T> {
        Optional<T> tried() throws Exception;
    }

    private <T> T await(String what, Attempt<T> attempt) {
        long end = System.nanoTime() + PATIENCE_NANOS;
        Exception last = null;
        while (System.nanoTime() < end) {
            boolean ended = !process.isAlive();
            try {
                Optional<T> result = attempt.tried();
                if (result.isPresent()) return result.get();
            } catch (Exception notYet) {
                last = notYet;
            }
            assertTrue(!ended, () -> "the demo ended before " + what + "; it said: " + process.err());
            LockSupport.parkNanos(5_000_000);
        }
        return fail("not in time: " + what + "; the demo said: " + process.err(), last);
    }

    @Override
    public void close() {
        rmix.close();
        process.close();
    }
}
