package io.rmix.cli.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.cli.doctor.Finding.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the doctor finds in configuration files alone. */
class DoctorConfigurationTest {
    private static final List<String> NAMES = List.of("a", "b", "c");

    @TempDir
    Path temp;

    private static String file(int index) {
        return """
                dvm: demo
                name: %s
                priority: %d
                endpoints: {members: ["grpc://127.0.0.1:710%d"], clients: ["grpc://127.0.0.1:910%d"]}
                members:
                  - {name: a, priority: 1, endpoints: ["grpc://127.0.0.1:7100"]}
                  - {name: b, priority: 2, endpoints: ["grpc://127.0.0.1:7101"]}
                  - {name: c, priority: 3, endpoints: ["grpc://127.0.0.1:7102"]}
                quorum: majority
                limits: {window: 1MiB}
                timeouts: {suspicion: 10s, drain: 10s}
                security: {insecure-bind: true}
                services: [{name: jobqueue, settings: {nodes: "4"}}]
                """.formatted(NAMES.get(index), index + 1, index, index);
    }

    /** Examines the three files, the last of them changed. */
    private List<Finding> findings(UnaryOperator<String> change) throws IOException {
        List<Path> paths = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            String text = i < 2 ? file(i) : change.apply(file(i));
            paths.add(Files.writeString(temp.resolve(NAMES.get(i) + ".yaml"), text));
        }
        return examine(paths);
    }

    private static List<Finding> examine(List<Path> paths) {
        Findings findings = new Findings();
        List<NodeFile> files = NodeFile.read(paths, findings);
        files.forEach(each -> SettingsCheck.check(each, findings));
        ConsistencyCheck.check(files, findings);
        return findings.sorted();
    }

    @Test
    void filesThatAreRightAreLeftAlone() throws IOException {
        assertEquals(List.of(), findings(file -> file));
    }

    /** Where a node listens at all addresses of its machine, behind a name that the others know. */
    @Test
    void oneThatListensEverywhereAndSaysWhereItIsReachedIsLeftAlone() throws IOException {
        String listening = "{members: [\"grpc://0.0.0.0:7102\"], advertise: [\"grpc://127.0.0.1:7102\"],";
        List<Finding> findings = findings(file -> file.replace("{members: [\"grpc://127.0.0.1:7102\"],", listening));
        assertTrue(Files.readString(temp.resolve("c.yaml")).contains(listening));
        assertEquals(List.of(), findings);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "quorum: majority          | quorum: half               | ERROR   | c.yaml:9:9         | quorum: expected one of majority, survivors, not 'half'",
                "window: 1MiB              | window: 2MiB               | ERROR   | a.yaml, c.yaml     | limits.window differs: '1MiB' in",
                "quorum: majority          | quorum: survivors          | ERROR   | a.yaml, c.yaml     | quorum differs: 'majority' in",
                "quorum: majority          | write-floor: 2             | ERROR   | a.yaml, c.yaml     | write-floor differs: '1' in",
                "dvm: demo                 | dvm: other                 | ERROR   | a.yaml, c.yaml     | dvm differs: 'demo' in",
                "nodes: \"4\"              | nodes: \"8\"               | ERROR   | a.yaml, c.yaml     | services differs: 'jobqueue{nodes=4}' in",
                "'- {name: b, priority: 2' | '- {name: b, priority: 7'  | ERROR   | c.yaml, b.yaml     | priority of 'b': 7 in members, 2 in its own file",
                "'name: b, '               | 'name: x, '                | ERROR   | a.yaml, c.yaml     | members differ: [a, b, c] and [a, x, c]",
                "127.0.0.1:9102            | 127.0.0.1:7100             | ERROR   | c.yaml             | one port for two: 'a' for grpc://127.0.0.1:7100, and 'c'",
                "127.0.0.1:7102            | 0.0.0.0:7102               | ERROR   | c.yaml             | leads nowhere",
                "127.0.0.1:7101            | 10.0.0.1:7101              | ERROR   | c.yaml             | is reached from its own machine only",
                "suspicion: 10s            | suspicion: 700ms           | WARNING | c.yaml             | timeouts.suspicion is 700ms: a collection of garbage",
                "suspicion: 10s            | 'suspicion: 10s, start: 9s' | WARNING | c.yaml            | timeouts.start (9s) is not longer than",
                "drain: 10s                | drain: 0ms                 | WARNING | c.yaml             | timeouts.drain is 0ms",
            })
    void whatIsWrongIsFound(String right, String wrong, Severity severity, String where, String what)
            throws IOException {
        List<Finding> findings = findings(file -> {
            assertTrue(file.contains(right), right);
            return file.replace(right, wrong);
        });
        assertTrue(
                findings.stream()
                        .anyMatch(each -> each.severity() == severity
                                && each.where().replace(temp + "/", "").startsWith(where)
                                && each.what().contains(what)
                                && !each.remedy().isEmpty()),
                findings::toString);
    }

    private List<Finding> alone(String file) throws IOException {
        return examine(List.of(Files.writeString(temp.resolve("n.yaml"), file)));
    }

    @Test
    void hintsOnQuorums() throws IOException {
        String two = file(0).replaceAll("  - \\{name: c.*\n", "");
        assertTrue(alone(two).toString().contains("when 'b', which has the higher priority, is gone"));
        String hosts = file(0).replace("127.0.0.1:7101", "10.0.0.2:7101")
                .replace("127.0.0.1:7100", "10.0.0.1:7100")
                .replace("quorum: majority", "quorum: survivors");
        assertTrue(alone(hosts).toString().contains("both sides go on and part for good"));
        assertTrue(alone(file(0).replace("quorum: majority", "write-floor: 4"))
                .toString()
                .contains("nothing can be written until 1 more have joined"));
        assertFalse(alone(file(0)).toString().contains("members under quorum"));
    }

    @Test
    void aContactThatIsForClientsIsFound() throws IOException {
        String joiner = file(2).replaceAll("(?m)^members:\n(  - .*\n)*", "contacts: [\"grpc://127.0.0.1:9100\"]\n");
        Path first = Files.writeString(temp.resolve("a.yaml"), file(0));
        Path second = Files.writeString(temp.resolve("c.yaml"), joiner);
        List<Finding> findings = examine(List.of(first, second));
        assertTrue(findings.toString().contains("contacts: grpc://127.0.0.1:9100 is where 'a' serves clients"));
    }

    @Test
    void aFileThatIsNotThereIsOneFinding() {
        List<Finding> findings = examine(List.of(temp.resolve("none.yaml")));
        assertEquals(1, findings.size());
        assertEquals("there is no such file", findings.get(0).what());
    }
}
