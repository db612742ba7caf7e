package io.rmix.cli.torture.net;

import io.rmix.Endpoint;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A network namespace of one member, held by a process that waits for the end of its input, and joined to the bridge by a pair of virtual interfaces. */
final class NamespaceHost implements Host {
    private static final String READY = "ready";

    private final Process holder;
    private final String port;
    private final String address;

    private NamespaceHost(Process holder, String port, String address) {
        this.holder = holder;
        this.port = port;
        this.address = address;
    }

    /**
     * Makes one.
     *
     * @param number from 1, of its own
     */
    static NamespaceHost make(int number, String bridge) throws IOException {
        Process holder = new ProcessBuilder("unshare", "--net", "--", "sh", "-c", "echo " + READY + "; exec cat")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader said = holder.inputReader(StandardCharsets.UTF_8);
        if (!READY.equals(said.readLine())) {
            throw new IOException("no network namespace for member " + number);
        }
        NamespaceHost host = new NamespaceHost(holder, "member" + number, NamespaceNetwork.address(number));
        try {
            host.join(bridge);
            return host;
        } catch (IOException e) {
            host.close();
            throw e;
        }
    }

    private void join(String bridge) throws IOException {
        Tool.run(List.of("ip", "-batch", "-"), """
                link add %1$s type veth peer name eth0 netns %2$d
                link set %1$s master %3$s
                link set %1$s up
                """.formatted(port, holder.pid(), bridge));
        Tool.run(command(List.of("ip", "-batch", "-")), """
                link set lo up
                addr add %s/%d dev eth0
                link set eth0 up
                """.formatted(address, NamespaceNetwork.PREFIX_BITS));
    }

    /** Name of the bridge's port to it. */
    String port() {
        return port;
    }

    @Override
    public List<String> command(List<String> command) {
        List<String> all = new ArrayList<>(List.of("nsenter", "--net", "--target", String.valueOf(holder.pid()), "--"));
        all.addAll(command);
        return all;
    }

    @Override
    public String address() {
        return address;
    }

    @Override
    public Endpoint reachedAt(Endpoint bound) throws IOException {
        if (bound.isSocketFile()) {
            throw new IOException(bound + " passes no network: leave its scheme out where the network is to fail");
        }
        return bound;
    }

    @Override
    public void runs(ProcessHandle process) {}

    /** The namespace ends with its last process. */
    void close() {
        holder.destroyForcibly();
    }
}
