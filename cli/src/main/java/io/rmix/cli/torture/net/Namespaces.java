package io.rmix.cli.torture.net;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A network namespace of its own for this command, together with a process namespace, so that nothing is left when the command ends or is killed: the kernel kills all
 * processes in it with the first one, and networks go with their last process. Made by {@code unshare}, by root or any user.
 */
public final class Namespaces {
    private static final Logger LOG = LoggerFactory.getLogger(Namespaces.class);
    private static final String MARK = "DVM_IN_NETWORK_NAMESPACE";
    private static final long LAST_WORDS_SECONDS = 20;

    private static final List<String> FOR_ROOT =
            List.of("unshare", "--net", "--pid", "--mount", "--mount-proc", "--fork", "--kill-child", "--");
    private static final List<String> FOR_USERS = List.of(
            "unshare",
            "--user",
            "--map-root-user",
            "--net",
            "--pid",
            "--mount",
            "--mount-proc",
            "--fork",
            "--kill-child",
            "--");

    /** All that networks here need, each once. */
    private static final String TRIAL = """
            set -e
            ip link set lo up
            ip link add trial0 type bridge
            ip link add trial1 type veth peer name trial2
            ip link set trial1 up
            tc qdisc add dev trial1 clsact
            tc filter add dev trial1 ingress protocol ip prio 1 bpf bytecode '%s' action mirred egress redirect dev trial2
            tc qdisc add dev trial1 root handle 1: htb
            command -v nsenter > /dev/null
            """.formatted(PacketMatch.someTo("10.77.0.2", 50));

    private Namespaces() {}

    /** Whether this process is the first one of a namespace that {@link #run} made. */
    public static boolean inside() {
        return System.getenv(MARK) != null && ProcessHandle.current().pid() == 1;
    }

    /** Why there can be none on this machine; empty if there can. Tries. */
    public static Optional<String> missing() {
        return Maker.find().missing();
    }

    /** How to make one, or why there can be none. */
    private record Maker(List<String> prefix, Optional<String> missing) {
        static Maker find() {
            Optional<String> root = whyNot(FOR_ROOT);
            return root.isEmpty()
                    ? new Maker(FOR_ROOT, root)
                    : new Maker(
                            FOR_USERS, whyNot(FOR_USERS).map(user -> root.get() + "; with a user namespace: " + user));
        }
    }

    private static Optional<String> whyNot(List<String> prefix) {
        try {
            Tool.run(command(prefix, List.of("sh", "-c", TRIAL)), "");
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(
                    String.valueOf(e.getMessage()).lines().findFirst().orElse("unshare failed"));
        }
    }

    private static List<String> command(List<String> prefix, List<String> command) {
        List<String> all = new ArrayList<>(prefix);
        all.addAll(command);
        return all;
    }

    /**
     * Runs a Java command as the first process of a new namespace, which it is to find out by {@link #inside}. Its output is this process's, and it ends when this process
     * does, even if that is killed.
     *
     * @return its exit code
     * @throws IOException if there can be no namespace; it says why
     */
    public static int run(List<String> command) throws IOException, InterruptedException {
        Process process = start(command, ProcessBuilder.Redirect.INHERIT);
        Thread atExit = new Thread(() -> end(process), "end of the namespace");
        Runtime.getRuntime().addShutdownHook(atExit);
        int code = process.waitFor();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException ending) {
            LOG.debug("the process is ending", ending);
        }
        return code;
    }

    static Process start(List<String> command, ProcessBuilder.Redirect output) throws IOException {
        Maker maker = Maker.find();
        if (maker.missing().isPresent()) {
            throw new IOException(
                    "no network namespace can be made here: " + maker.missing().get());
        }
        ProcessBuilder builder = new ProcessBuilder(command(maker.prefix(), command))
                .redirectOutput(output)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put(MARK, "1");
        return builder.start();
    }

    /** Lets it end in order, if it does. */
    private static void end(Process process) {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(LAST_WORDS_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** Inside: ends this process when the one that made the namespace has ended, which its input ends with. */
    static void endWithMaker() {
        Thread watcher = new Thread(
                () -> {
                    try {
                        System.in.transferTo(OutputStream.nullOutputStream());
                    } catch (IOException e) {
                        LOG.info("standard input broke: {}", e.toString());
                    }
                    haltLater();
                    System.exit(1);
                },
                "life of the namespace's maker");
        watcher.setDaemon(true);
        watcher.start();
    }

    private static void haltLater() {
        Thread halt = new Thread(
                () -> {
                    try {
                        TimeUnit.SECONDS.sleep(LAST_WORDS_SECONDS);
                    } catch (InterruptedException e) {
                        LOG.debug("ends at once", e);
                    }
                    Runtime.getRuntime().halt(1);
                },
                "end of the namespace");
        halt.setDaemon(true);
        halt.start();
    }
}
