package io.rmix.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher's own decisions: what it looks for, when it builds, what it passes on, what its exit code says. It runs for real
 * in a clone of its own; Maven and the JDK are scripts that write down how they were called.
 */
class LauncherTest {
    private static final List<String> TOOLS =
            List.of("awk bash cat dirname env find flock grep head id mkdir mv readlink rm sed sort tee touch xargs"
                    .split(" "));

    @TempDir
    Path temp;

    private Path clone;
    private Path bin;
    private Path jdk;

    @BeforeEach
    void makeAClone() throws Exception {
        clone = Files.createDirectories(temp.resolve("a clone with spaces"));
        Files.copy(Path.of("../dvm"), clone.resolve("dvm"));
        Files.createDirectories(clone.resolve("cli/src"));
        Files.writeString(clone.resolve("cli/src/Some.java"), "class Some {}");
        bin = Files.createDirectories(temp.resolve("bin"));
        for (String tool : TOOLS) {
            script(bin.resolve(tool), "exec " + whereIs(tool) + " \"$@\"");
        }
        for (String tool : List.of("python3", "protoc", "grpc_python_plugin", "ip", "tc", "ss", "unshare", "nsenter")) {
            script(bin.resolve(tool), "exit 0");
        }
        jdk = temp.resolve("some jdk");
        Files.createDirectories(jdk.resolve("bin"));
        script(jdk.resolve("bin/javac"), "exit 9");
        script(jdk.resolve("bin/java"), "printf '<%s>' \"$@\"; exit 7");
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"17.0.15\"\n");
    }

    @Test
    void withoutAJdkItSaysWhatItLookedForAndWhatToDo() throws Exception {
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"11.0.2\"\n");
        Run run = launch("demo");
        assertEquals(1, run.code);
        assertTrue(run.err.contains("no JDK 17 or newer in JAVA_HOME or on the PATH"), run.err);
        assertTrue(run.err.contains(jdk + " (JDK 11)"), run.err);
        assertTrue(run.err.contains("apt-get install default-jdk-headless"), run.err);
    }

    @Test
    void withoutMavenTheTestsSayWhatToInstallAndWhatIsLeftOut() throws Exception {
        Run run = launch("test");
        assertEquals(1, run.code);
        assertTrue(run.err.contains("sudo apt-get install -y --no-install-recommends maven\n"), run.err);
        assertTrue(run.err.contains("without maven: everything"), run.err);
    }

    @Test
    void withoutToolsOfOthersTheRestIsTestedAndWhatIsLeftOutIsSaid() throws Exception {
        script(bin.resolve("id"), "echo 1000");
        script(bin.resolve("python3"), "if [ \"$1\" = -c ]; then exit 1; fi");
        Files.delete(bin.resolve("protoc"));
        maven(report("core", 2, 0, 1));
        Run run = launch("test");
        assertEquals("1 passed, 0 failed, 1 skipped", run.lastLine());
        assertTrue(
                run.err.contains("missing: python3-grpcio python3-protobuf protobuf-compiler python3-zeep. "), run.err);
        assertTrue(run.err.contains("without python3-zeep: SOAP clients in Python\n"), run.err);
    }

    @Test
    void anOrdinaryUserIsToldTheCommandAndNothingIsInstalled() throws Exception {
        script(bin.resolve("id"), "echo 1000");
        aptThatInstallsMaven();
        Run run = launch("test");
        assertEquals(1, run.code);
        assertTrue(run.err.contains("sudo apt-get install -y --no-install-recommends maven\n"), run.err);
        assertTrue(run.err.contains("'./dvm test --install' installs it"), run.err);
        assertFalse(Files.exists(temp.resolve("apt")));
    }

    @Test
    void rootInstallsWithoutAsking() throws Exception {
        script(bin.resolve("id"), "echo 0");
        aptThatInstallsMaven();
        assertEquals("1 passed, 0 failed, 0 skipped", launch("test").lastLine());
        assertEquals("update -qq\ninstall -y --no-install-recommends maven\n", read(temp.resolve("apt")));
    }

    @Test
    void anOrdinaryUserInstallsByRequestThroughSudo() throws Exception {
        script(bin.resolve("id"), "echo 1000");
        aptThatInstallsMaven();
        script(bin.resolve("sudo"), "echo sudo >> '" + temp + "/apt'; exec \"$@\"");
        assertEquals(
                "1 passed, 0 failed, 0 skipped", launch("test", "--install").lastLine());
        assertEquals("sudo\nupdate -qq\nsudo\ninstall -y --no-install-recommends maven\n", read(temp.resolve("apt")));
    }

    /** A package manager that writes down how it was called, and installs a Maven whose tests pass. */
    private void aptThatInstallsMaven() throws IOException {
        maven(report("core", 1, 0, 0));
        Files.move(bin.resolve("mvn"), temp.resolve("mvn"));
        script(
                bin.resolve("apt-get"),
                "echo \"$@\" >> '%1$s/apt'; if [ \"$1\" = install ]; then mv '%1$s/mvn' '%2$s/mvn'; fi"
                        .formatted(temp, bin));
    }

    @Test
    void buildsOnceRunsWithTheArgumentsAndBuildsAgainOnlyForChangedSources() throws Exception {
        maven("");
        Run first = launch("demo", "--trace", "my file");
        assertEquals(7, first.code, first.err);
        assertTrue(first.out.endsWith("<io.rmix.cli.Main><demo><--trace><my file>"), first.out);
        assertTrue(first.out.contains("<" + clone.toRealPath() + "/cli/target/dist/lib/*>"), first.out);
        assertEquals(1, mavenCalls().size());

        launch("demo");
        assertEquals(1, mavenCalls().size(), "nothing has changed");

        Files.writeString(clone.resolve("cli/src/Other.java"), "class Other {}");
        launch("demo");
        assertEquals(2, mavenCalls().size(), "a source was added");

        Files.delete(clone.resolve("cli/src/Other.java"));
        launch("demo");
        assertEquals(3, mavenCalls().size(), "a source was deleted");
    }

    @Test
    void aFailedBuildShowsMavensErrorsRunsNothingAndIsTriedAgain() throws Exception {
        maven("echo '[ERROR] Some.java:[1,7] cannot find symbol'; exit 1");
        Run run = launch("demo");
        assertEquals(1, run.code);
        assertEquals("", run.out);
        assertTrue(run.err.contains("cannot find symbol"), run.err);
        launch("demo");
        assertEquals(2, mavenCalls().size());
    }

    @Test
    void testsThatPassAreCountedAndGiveZero() throws Exception {
        maven(report("core", 5, 0, 1) + report("cli", 4, 0, 0));
        Run run = launch("test");
        assertEquals(0, run.code, run.err);
        assertEquals("8 passed, 0 failed, 1 skipped", run.lastLine());
        assertEquals(
                "-B -ntp --fail-at-end -Dsurefire.failIfNoSpecifiedTests=false -T 2 verify",
                mavenCalls().get(0));
    }

    @Test
    void aFailedTestIsNamedAndGivesOne() throws Exception {
        maven(report("core", 5, 1, 0) + "exit 1");
        Run run = launch("test");
        assertEquals(1, run.code);
        assertTrue(run.out.contains("failed: io.rmix.CoreTest.works"), run.out);
        assertEquals("4 passed, 1 failed, 0 skipped", run.lastLine());
    }

    @Test
    void aBuildWithoutAnyTestIsNoPass() throws Exception {
        maven("");
        Run run = launch("test");
        assertEquals(1, run.code);
        assertEquals("0 passed, 0 failed, 0 skipped", run.lastLine());
    }

    @Test
    void theReportsOfAnEarlierRunDoNotCount() throws Exception {
        maven(report("core", 5, 1, 0) + "exit 1");
        launch("test");
        maven(report("cli", 2, 0, 0));
        assertEquals("2 passed, 0 failed, 0 skipped", launch("test").lastLine());
    }

    @Test
    void testsRunOnTheJdkAskedForAndOtherArgumentsGoToMaven() throws Exception {
        maven(report("core", 1, 0, 0));
        Run run = launchWith("DVM_TEST_JDK", jdk.toString(), "test", "-pl", "rmix-core");
        assertEquals(0, run.code, run.err);
        assertTrue(
                mavenCalls().get(0).endsWith("-pl rmix-core -Djvm=" + jdk + "/bin/java -T 2 verify"),
                mavenCalls()::toString);

        Run wrong = launchWith("DVM_TEST_JDK", "/nowhere", "test");
        assertEquals(2, wrong.code);
        assertTrue(wrong.err.contains("DVM_TEST_JDK=/nowhere"), wrong.err);
        assertEquals(1, mavenCalls().size());
    }

    @Test
    void aJdkNewerThanTheChecksKnowIsTold() throws Exception {
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"27\"\n");
        maven("");
        Run run = launch("demo");
        assertTrue(run.err.contains("JDK 27 is newer than Error Prone"), run.err);
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"25.0.3\"\n");
        assertFalse(launch("demo").err.contains("Error Prone"));
    }

    private static Path whereIs(String tool) throws IOException {
        for (String folder : List.of("/usr/bin", "/bin", "/usr/local/bin")) {
            if (Files.isExecutable(Path.of(folder, tool))) {
                return Path.of(folder, tool);
            }
        }
        throw new IOException("this test needs the tool " + tool);
    }

    private static void script(Path file, String body) throws IOException {
        Files.writeString(file, "#!/bin/bash\n" + body + "\n");
        assertTrue(file.toFile().setExecutable(true));
    }

    /** A Maven that writes down its arguments and does what {@code body} says. */
    private void maven(String body) throws IOException {
        script(bin.resolve("mvn"), "echo \"$*\" >> '" + temp + "/calls'\n" + body);
    }

    private List<String> mavenCalls() throws IOException {
        return Files.readAllLines(temp.resolve("calls"));
    }

    /** Shell text that writes the report of a module with one test class, as surefire does. */
    private static String report(String module, int tests, int failed, int skipped) {
        String cases = failed == 0
                ? ""
                : "  <testcase name=\"works\" classname=\"io.rmix.CoreTest\">\n    <failure type=\"x\"/>\n";
        return """
                mkdir -p %1$s/target/surefire-reports
                cat > %1$s/target/surefire-reports/TEST-%1$s.xml <<'END'
                <?xml version="1.0" encoding="UTF-8"?>
                <testsuite name="%1$s" time="1" tests="%2$d" errors="0" skipped="%3$d" failures="%4$d">
                %5$s</testsuite>
                END
                """.formatted(module, tests, skipped, failed, cases);
    }

    private record Run(int code, String out, String err) {
        String lastLine() {
            return out.substring(out.stripTrailing().lastIndexOf('\n') + 1).stripTrailing();
        }
    }

    private Run launch(String... arguments) throws Exception {
        return launchWith("DVM_TEST_JDK", "", arguments);
    }

    private Run launchWith(String variable, String value, String... arguments) throws Exception {
        var command = new ArrayList<>(List.of(clone.resolve("dvm").toString()));
        command.addAll(List.of(arguments));
        Path out = temp.resolve("out");
        Path err = temp.resolve("err");
        var builder = new ProcessBuilder(command)
                .directory(temp.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", bin.toString());
        builder.environment().put("JAVA_HOME", jdk.toString());
        builder.environment().put("DVM_PYTHON", bin.resolve("python3").toString());
        builder.environment().put(variable, value);
        int code = builder.start().waitFor();
        return new Run(code, read(out), read(err));
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }
}
