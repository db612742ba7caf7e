package io.rmix.benchmarks.measure;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts further JVMs with the class path and settings of this one. */
public final class Jvm {
    /** As the launcher starts members: all sides have it if this process has it. */
    private static final String HUGE_PAGES = "-XX:+UseTransparentHugePages";

    private Jvm() {}

    /**
     * Its standard error is ours; it ends when this process ends, if it reads its standard input.
     *
     * @param options of the JVM, after the usual ones
     */
    public static Process start(Class<?> main, List<String> options, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-Dsun.net.httpserver.nodelay=true",
                "-Dsun.net.http.retryPost=false",
                "-Dio.netty.leakDetection.level=disabled",
                "-Djava.rmi.server.hostname=127.0.0.1",
                "-Xmx2g"));
        if (ManagementFactory.getRuntimeMXBean().getInputArguments().contains(HUGE_PAGES)) command.add(HUGE_PAGES);
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
