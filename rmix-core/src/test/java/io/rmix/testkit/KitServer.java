package io.rmix.testkit;

import io.rmix.Export;
import io.rmix.Rmix;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process that exports a {@link KitServant} until its standard input ends; and the handle of one. */
public final class KitServer implements AutoCloseable {
    private final Process process;
    private final String endpoint;

    private KitServer(Process process, String endpoint) {
        this.process = process;
        this.endpoint = endpoint;
    }

    /** Argument: the endpoint to export at. */
    public static void main(String[] args) throws IOException {
        try (Rmix rmix = Rmix.create();
                Export export = rmix.export(KitService.class, new KitServant(), args[0])) {
            System.out.println("READY " + export.endpoint());
            while (System.in.read() >= 0) continue;
        }
    }

    public static KitServer start(String endpoint) throws IOException {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KitServer.class.getName(),
                        endpoint))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line; (line = out.readLine()) != null; ) {
            if (line.startsWith("READY ")) return new KitServer(process, line.substring(6));
        }
        process.destroyForcibly();
        throw new IOException("the server at " + endpoint + " did not start");
    }

    public String endpoint() {
        return endpoint;
    }

    /** As with kill -9. */
    public void kill() {
        process.destroyForcibly();
        try {
            process.waitFor(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        kill();
    }
}
