package io.rmix.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.cli.demo.NodeFiles;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What is wrong about arguments and files is said in one line, with exit code 2, before anything is started. */
class UsageTest {
    @TempDir
    Path temp;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "demo --members 0        | --members: expected 1 to 26, not 0",
                "demo --members 27       | --members: expected 1 to 26, not 27",
                "demo --members five     | '--members'",
                "demo --links smtp       | --links: expected some of grpc, grpc+unix, rmi, soap, xmlrpc with commas between, not 'smtp'",
                "demo --links grpc,,soap | --links: expected some of grpc, grpc+unix, rmi, soap, xmlrpc with commas between, not ''",
                "demo --links local      | --links: expected some of grpc, grpc+unix, rmi, soap, xmlrpc with commas between, not 'local'",
                "demo --nodes 0          | --nodes: expected 1 to 1048576, not 0",
                "demo --jobs -1          | --jobs: expected 0 to 1048576, not -1",
                "demo --out /no/where    | --out: /no/where cannot be written",
                "demo --out /            | --out: / cannot be written",
                "demo --bad-lines maybe  | '--bad-lines'",
                "demo --trace /no/where  | --trace: there is no file /no/where",
                "demo --trace /          | --trace: / is a folder",
                "demo --trace x --jobs 5 | --jobs and --seed are for a made trace, not for --trace",
                "demo extra              | 'extra'",
                "demo --kill c           | --kill: expected NAME@PERCENT% with 0 to 100 percent of the jobs, such as c@25%, not 'c'",
                "demo --kill c@101%      | --kill: expected NAME@PERCENT%",
                "demo --join f@-1%       | --join: expected NAME@PERCENT%",
                "demo --restart c@5      | --restart: expected NAME@PERCENT%",
                "demo --kill f@25%       | --kill f@25%: expected one of those that run then: a, b, c, d, e",
                "demo --restart c@25%    | --restart c@25%: expected one that was killed before",
                "demo --restart f@25% --kill c@20% | --restart f@25%: expected one that was killed before: c",
                "demo --restart c@25% --kill c@30% | --restart c@25%: expected one that was killed before",
                "demo --kill c@25% --kill c@30% | --kill c@30%: expected one of those that run then: a, b, d, e",
                "demo --join c@25%       | --join c@25%: expected a new name, other than a, b, c, d, e",
                "demo --kill c@20% --join c@25% | --join c@25%: expected a new name, other than a, b, c, d, e",
                "demo --members 1 --kill a@0% | --kill a@0%: nobody would be left to go on",
                "demo --members 26 --join z9@1% | --join: expected at most 26 members, those that join included, not 27",
                "demo --suspicion 999ms  | --suspicion: expected a time from 1s to 60s, not '999ms'",
                "demo --suspicion 2      | --suspicion: expected a time from 1s to 60s, not '2'",
                "demo --kill c@25% --no-kill | --kill and --no-kill: choose one of them",
                "torture --members 1     | --members: expected 2 to 24, not 1",
                "torture --minutes 0     | --minutes: expected more than 0 and at most 10000, not 0.0",
                "torture --links smtp    | --links: expected some of grpc, grpc+unix, rmi, soap, xmlrpc with commas between, not 'smtp'",
                "torture --faults fire   | --faults: expected some of kill, restart, storm, stop, leave, join, cut, partition, loss, rate with commas between, not 'fire'",
                "torture --quorum survivors --faults stop | --faults: under survivors silence must mean death, so stop cannot be injected: expected some of kill, restart, storm, leave, join",
                "torture --suspicion 1   | --suspicion: expected a time from 1s to 60s, not '1'",
                "torture --network proxy --links grpc+unix,rmi | --network: Unix sockets pass no proxy: leave them out of --links, or say --network none",
                "torture --rate 0        | --rate: expected 1 to 100000, not 0",
                "start                   | '--config=FILE'",
                "start --config /no/file | /no/file: there is no such file",
                "status                  | '--at=URI'",
                "status --at nowhere     | --at: not an endpoint: 'nowhere'",
                "status --at smtp://h:25 | --at: no provider for the scheme 'smtp'",
                "members                 | '--at=URI'",
                "links --at nowhere      | --at: not an endpoint: 'nowhere'",
                "leave --at grpc://h:1 --timeout 0 | --timeout: expected 1 to 3600, not 0",
                "force-view --yes        | '--at=URI'",
                "watch --at smtp://h:25  | --at: no provider for the scheme 'smtp'",
                "plugin                 | what about plug-ins? One of: list, load, replace, unload",
                "plugin list            | '--at=URI'",
                "plugin list --at nowhere | --at: not an endpoint: 'nowhere'",
                "plugin load --at grpc://h:1 | 'NAME'",
                "plugin unload x --at grpc://h:1 --timeout 0 | --timeout: expected 1 to 3600, not 0",
                "list                   | 'URI'",
                "list nowhere           | not an endpoint: 'nowhere'",
                "list smtp://h:25       | no provider for the scheme 'smtp'",
                "ping grpc://h:1 --count 0 | --count: expected 1 to 1000000, not 0",
                "ping grpc://h:1 --interval 1 | --interval: expected a time such as 100ms, not '1'",
                "call                   | 'URI'",
                "call grpc://h:1/a      | no method; expected scheme://host:port/service.method",
                "call grpc://h:1/a.b --deadline 0s | --deadline: expected a time such as 500ms or 2s, not '0s'",
                "call grpc://h:1/a.b --count 0 | --count: expected 1 to 1000000, not 0",
                "call grpc://h:1/a.b --async --one-way | --async and --one-way: choose one of them",
                "call grpc://h:1/a.b 1 --args f | --args: the arguments are on the command line already",
                "call grpc://h:1/a.b --class-path x | --class-path: is for --interface, which is missing",
                "call grpc://h:1/a.b --interface no.Such | --interface: cannot load no.Such",
                "call grpc://h:1/a.b --interface java.lang.Object | --interface: java.lang.Object: is no interface",
                "call grpc://h:1/a.b --interface x --class-path /no/jar | --class-path: there is no /no/jar to read",
                "call grpc://h:1/a.b --interface io.rmix.introspect.Introspection | has no method 'b'; there are [describe,",
                "call grpc://h:1/a.ping 1 --interface io.rmix.introspect.Introspection | ping takes 0 arguments [], not 1",
                "call grpc://h:1/a.ping --args /no/f --interface io.rmix.introspect.Introspection | --args: cannot read /no/f",
                "call grpc://h:1/a.ping --entry K=v --interface io.rmix.introspect.Introspection | --entry: an entry's key",
                "status --at rmi://127.0.0.1:1 --timeout 0 | --timeout: expected 1 to 3600, not 0",
                "bench invoke --pairs 5  | --pairs: expected at least 6, fewer give no interval, not 5",
                "bench ring --members 3,17 | --members: expected 2 to 16, not 17",
                "bench ring --window 0   | --window: expected more than 0 seconds, not 0.0",
                "bench ring --sides ours | --sides: expected whom to measure beside ours, not ours",
                "bench ring --members 5 --only ratis | --only and --sides leave nothing to compare at 5 members",
                "doctor | nothing to examine: give --config FILE..., --at URI, or both",
                "doctor --at x | --at: not an endpoint: 'x'",
                "doctor --at rmi://127.0.0.1:1 --timeout 31 | --timeout: expected 1 to 30, not 31",
            })
    void wrongUsage(String arguments, String expected) {
        assertRefused(expected, arguments.split(" +"));
    }

    @Test
    void aBadLineOfATraceIsNamedAndTheOptionThatGoesOn() throws Exception {
        Path trace = Files.writeString(temp.resolve("t.swf"), "; MaxProcs: 4\n1 0 -1 10\n");
        String expected = trace + ":2: has 4 fields; expected 18 (--bad-lines skip goes on)";
        assertRefused(expected, "demo", "--trace", trace.toString());
    }

    @Test
    void aTraceThatDoesNotSayHowLargeTheMachineIs() throws Exception {
        Path trace = Files.writeString(temp.resolve("t.swf"), "; Note: none\n");
        assertRefused("has neither MaxProcs nor MaxNodes in its header: say --nodes", "demo", "--trace", trace + "");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'nodes: \"4\"'    | 'nodes: 0'       | services: jobqueue: nodes: expected a whole number from 1 to 1048576, not '0'",
                "'nodes: \"4\"'    | 'nodes: 1048577' | nodes: expected a whole number from 1 to 1048576, not '1048577'",
                "'nodes: \"4\"'    | 'nodes: four'    | nodes: expected a whole number from 1 to 1048576, not 'four'",
                "'nodes: \"4\"'    | 'knots: 4'       | services: jobqueue: unknown setting 'knots': expected nodes",
                "'nodes: \"4\"'    | '{}'             | services: jobqueue: setting 'nodes' is missing here",
                "'name: jobqueue'  | 'name: print'    | services: print: no service is called so: expected jobqueue",
                "'priority: 1'     | 'priority: high' | priority: expected a whole number from 0 to 1000000, not 'high'",
                "'heartbeat:'      | 'heart-beat:'    | unknown key 'heart-beat', did you mean 'heartbeat'?",
            })
    void aBadConfigurationIsRefusedWithFileAndLine(String right, String wrong, String expected) throws Exception {
        try (NodeFiles files = new NodeFiles(1)) {
            Path file = files.write(temp, 0, text -> {
                assertTrue(text.contains(right), text);
                return text.replace(right, wrong);
            });
            String said = assertRefused(expected, "start", "--config", file.toString());
            String[] place = said.substring(
                            "dvm start: ".length() + file.toString().length() + 1)
                    .split(":");
            String line = Files.readAllLines(file).get(Integer.parseInt(place[0]) - 1);
            boolean there = Stream.of(wrong.split(" ")).anyMatch(line::contains) || line.contains("jobqueue");
            assertTrue(there && Integer.parseInt(place[1]) > 0, said + " is about: " + line);
        }
    }

    /** Asserts that there is one line on standard error besides the hint at the help; returns it. */
    private static String assertRefused(String expected, String... arguments) {
        StringWriter err = new StringWriter();
        int code = Main.commandLine(Main.found())
                .setErr(new PrintWriter(err, true))
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .execute(arguments);
        List<String> lines = new ArrayList<>(err.toString().lines().toList());
        lines.removeIf(line -> line.startsWith("Try '"));
        assertEquals(1, lines.size(), lines::toString);
        assertTrue(lines.get(0).contains(expected), lines.get(0));
        assertEquals(ExitCode.USAGE, code);
        return lines.get(0);
    }
}
