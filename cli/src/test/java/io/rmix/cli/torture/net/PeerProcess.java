package io.rmix.cli.torture.net;

import io.rmix.Endpoint;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A {@link Peer} on its host, as a test sees it. */
final class PeerProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader answers;
    private final BufferedWriter orders;
    private final Endpoint reached;
    private final String address;
    private final int datagrams;

    PeerProcess(Host host) throws IOException {
        process = new ProcessBuilder(host.command(java(Peer.class, host.address())))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        host.runs(process.toHandle());
        answers = process.inputReader(StandardCharsets.UTF_8);
        orders = process.outputWriter(StandardCharsets.UTF_8);
        String[] ports = answer().split(" ", -1);
        address = host.address();
        reached = host.reachedAt(new Endpoint("grpc", address, Integer.parseInt(ports[0]), ""));
        datagrams = Integer.parseInt(ports[1]);
    }

    /** The command that runs a class of the tests. */
    static List<String> java(Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    private String answer() throws IOException {
        String line = answers.readLine();
        if (line == null) {
            throw new IOException("a peer has ended");
        }
        return line;
    }

    private String ask(String order) throws IOException {
        orders.write(order);
        orders.newLine();
        orders.flush();
        return answer();
    }

    /** Connects to another one, in place of the connection there was. */
    String connect(PeerProcess to) throws IOException {
        return ask("connect %d %s %d".formatted(to.reached.port(), to.reached.host(), to.reached.port()));
    }

    /** Sends a byte over the connection to the other one and waits a moment for the answer: echoed, silence or broken. */
    String echo(PeerProcess to) throws IOException {
        return ask("echo " + to.reached.port());
    }

    /** Sends as much as goes. */
    void flood(PeerProcess to, long millis) throws IOException {
        ask("flood " + to.reached.port() + " " + millis);
    }

    void datagrams(PeerProcess to, int count) throws IOException {
        ask("datagrams %s %d %d".formatted(to.address, to.datagrams, count));
    }

    /** Bytes that others have sent it. */
    long received() throws IOException {
        return Long.parseLong(ask("received"));
    }

    /** Datagrams that have come. */
    long counted() throws IOException {
        return Long.parseLong(ask("counted"));
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
