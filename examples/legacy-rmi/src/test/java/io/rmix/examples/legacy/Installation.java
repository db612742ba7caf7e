package io.rmix.examples.legacy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import org.example.bank.Bank;

/** One machine's installation of the legacy program: its jar, which stays as it is, and a folder with configuration. */
final class Installation {
    private static final String JNDI = "java.naming.factory.url.pkgs = io.rmix.jndi\n";

    private final Path folder;
    private final Path jar;
    private final Path conf;
    private boolean rmix;

    /** @param jar the program, shared by both sides */
    Installation(Path folder, Path jar) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.jar = jar;
        this.conf = Files.createDirectories(folder.resolve("conf"));
        Files.writeString(conf.resolve("logback.xml"), """
                <configuration>
                  <appender name="out" class="ch.qos.logback.core.ConsoleAppender">
                    <encoder><pattern>LOG %logger{0} %msg%n</pattern></encoder>
                  </appender>
                  <logger name="io.rmix.jndi" level="DEBUG"/>
                  <root level="WARN"><appender-ref ref="out"/></root>
                </configuration>
                """);
    }

    /** Makes the jar of the classes as they were compiled. */
    static Path jar(Path folder) throws Exception {
        Path jar = folder.resolve("bank.jar");
        Path classes = Path.of(
                Bank.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        int code = ToolProvider.findFirst("jar")
                .orElseThrow()
                .run(System.out, System.err, "-cf", jar.toString(), "-C", classes.toString(), ".");
        if (code != 0) throw new IOException("cannot make " + jar);
        return jar;
    }

    /** The only line of the program's own configuration. */
    void url(String url) throws IOException {
        Files.writeString(conf.resolve("bank.properties"), "bank.url = " + url + "\n");
    }

    /** Adds RMIX to the class path and to JNDI. */
    void addRmix() throws IOException {
        Files.writeString(conf.resolve("jndi.properties"), JNDI);
        rmix = true;
    }

    private String classPath() {
        String own = conf + ":" + jar;
        return rmix ? own + ":" + libraries() : own;
    }

    /** The class path of this test, without the program and the test's own classes. */
    private static String libraries() {
        List<String> all = Arrays.asList(System.getProperty("java.class.path").split(":"));
        return all.stream().filter(entry -> !entry.contains("legacy-rmi")).collect(Collectors.joining(":"));
    }

    LegacyProcess start(String main, String... arguments) throws IOException {
        List<String> all = new java.util.ArrayList<>(List.of("org.example.bank." + main));
        all.addAll(List.of(arguments));
        return LegacyProcess.start(folder, classPath(), all);
    }

    /** What a client says, from start to end. */
    List<String> client(String owner) throws Exception {
        try (LegacyProcess client = start("BankClient", owner)) {
            return client.end();
        }
    }
}
