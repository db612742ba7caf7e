package io.rmix.cli.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.cli.config.ServiceCheck.Problem;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is wrong in a file is refused, with the place to the column and what was expected. */
class ConfigurationErrorsTest {
    /** Right but for the part that each test puts in; the lines stay where they are. */
    private static final String FILE = """
            dvm: demo
            name: a
            priority: 5
            endpoints:
              members: [grpc://127.0.0.1:7001]
              clients: [soap://127.0.0.1:7101]
            members:
              - name: a
              - {name: b, priority: 4, endpoints: [rmi://127.0.0.1:7012]}
            links: {from: {a: rmi, b: grpc}}
            limits:
              window: 1MiB
              slow-member: wait
              client-threads: 4
            timeouts: {heartbeat: 100ms}
            security: {insecure-bind: false}
            services: [{name: jobqueue, settings: {nodes: 128}}]
            """;

    /** Knows one service with a number of nodes. */
    private static final ServiceCheck CHECK = service -> {
        if (!service.name().equals("jobqueue")) return Optional.of(new Problem("", "no such service"));
        String nodes = service.settings().getOrDefault("nodes", "");
        return nodes.matches("\\d+")
                ? Optional.empty()
                : Optional.of(new Problem("nodes", "nodes: expected a number, not '" + nodes + "'"));
    };

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = true,
            value = {
                "clients: [soap://127.0.0.1:7101] | advertise: [rmi://h:1] | 6:15: advertise: rmi://h:1: this node does not listen for rmi: expected the scheme of one of [grpc://127.0.0.1:7001]",
                "clients: [soap://127.0.0.1:7101] | advertise: [grpc://h:1, grpc://h:2] | 6:27: advertise: a second endpoint for grpc: expected one for each",
                "window: 1MiB     | widnow: 1MiB      | 12:3: unknown key 'widnow', did you mean 'window'?",
                "window: 1MiB     | window: 1MB       | 12:11: window: expected a size from 262176B to 64MiB with its unit (B, KiB, MiB, GiB), such as 64KiB, not '1MB'",
                "window: 1MiB     | window: 1024      | 12:11: window: expected a size",
                "window: 1MiB     | window: 1KiB      | 12:11: window: expected a size from 262176B to 64MiB",
                "window: 1MiB     | window: 2GiB      | 12:11: window: expected a size",
                "window: 1MiB     | window: [1MiB]    | 12:11: window: expected a size from 262176B to 64MiB with its unit (B, KiB, MiB, GiB), such as 64KiB, not a list",
                "window: 1MiB     | window:           | 12:10: window: expected a size from 262176B to 64MiB with its unit (B, KiB, MiB, GiB), such as 64KiB, not nothing",
                "slow-member: wait | slow-member: shoot | 13:16: slow-member: expected one of wait, exclude, not 'shoot'",
                "slow-member: wait | window: 2MiB     | 13:3: key 'window' stands already in line 12",
                "client-threads: 4 | client-threads: 4.5 | 14:19: client-threads: expected a whole number from 1 to 10000, not '4.5'",
                "client-threads: 4 | client-threads: 0 | 14:19: client-threads: expected a whole number from 1 to 10000, not '0'",
                "heartbeat: 100ms | heartbeat: 100    | 15:23: heartbeat: expected a duration from 1ms to 1m with its unit (ms, s, m, h), such as 250ms, not '100'",
                "heartbeat: 100ms | heartbeat: -1s    | 15:23: heartbeat: expected a duration",
                "heartbeat: 100ms | suspicion: 500ms  | 15:23: suspicion: expected a duration from 600ms to 1h",
                "insecure-bind: false | insecure-bind: no | 16:27: insecure-bind: expected true or false, not 'no'",
                "insecure-bind: false | tls: false    | 16:12: unknown key 'tls': expected one of insecure-bind",
                "nodes: 128       | nodes: {}         | 17:47: nodes: expected a single value, not a mapping",
                "name: jobqueue   | type: jobqueue    | 17:12: key 'name' is missing here",
                "name: jobqueue   | name: job queue   | 17:19: name: expected a name of 1 to 64 of A-Z a-z 0-9 . _ -, not 'job queue'",
                "dvm: demo        | dvm: *demo      | 1:6: aliases (*) are not taken: write the value out",
                "priority: 5      | priority: 4       | 9:5: members: 'a' and 'b' both have priority 4: expected one of its own for each",
                "priority: 5      | priority: high    | 3:11: priority: expected a whole number from 0 to 1000000, not 'high'",
                "priority: 5      | {}                | not YAML:",
                "- name: a        | - {name: c, priority: 1, endpoints: [grpc://127.0.0.1:7021]} | 8:3: members: this node, 'a', is not among them",
                "- name: a        | - {name: a, priority: 1} | 8:5: members: 'a' is this node, but its priority or endpoints differ from those above: leave them out here",
                "{name: b         | {name: a          | 9:5: members: 'a' is this node",
                "{from: {a: rmi, b: grpc}} | {rules: [{target: b, providers: [rmi], options: {soap: {idle: 5s}}}]} | 10:70: options of 'soap', which is none of the providers rmi",
                "{from: {a: rmi, b: grpc}} | {rules: [{target: b, providers: [rmi], options: {jrmp: {idle: 5s}}}]} | 10:63: options: expected one of grpc, grpc+unix, rmi, soap, xmlrpc, not 'jrmp'",
                "{from: {a: rmi, b: grpc}} | {rules: [{target: b, providers: [rmi], options: {rmi: {idel: 5s}}}]} | 10:69: options of rmi: there is no 'idel'; expected one of connect-timeout, idle",
                "{from: {a: rmi, b: grpc}} | {rules: [{target: b, providers: [rmi], options: {rmi: {idle: 5}}}]} | 10:69: options of rmi: idle: expected a duration from 100ms to 4m, not '5'",
                "{from: {a: rmi, b: grpc}} | {rules: [{target: b, providers: [rmi], options: {rmi: {idle: {}}}}]} | 10:69: idle: expected a single value, not a mapping",
                "{a: rmi          | {a: soap          | 10:8: links: the link from 'a' to 'b' is to use soap, for which 'b' has no endpoint: [rmi://127.0.0.1:7012]",
                "{a: rmi          | {z: rmi           | 10:19: from: there is no member 'z'",
                "{a: rmi          | {a: RMI           | 10:19: a: expected one of grpc, grpc+unix, rmi, soap, xmlrpc, not 'RMI'",
                "rmi://127.0.0.1:7012 | rmi://127.0.0.1 | 9:40: endpoints: expected scheme://host:port with a port from 1 to 65535",
                "rmi://127.0.0.1:7012 | rmi://127.0.0.1:0 | 9:40: endpoints: expected scheme://host:port with a port from 1 to 65535",
                "rmi://127.0.0.1:7012 | rmi://127.0.0.1:70120 | 9:40: endpoints: not an endpoint: 'rmi://127.0.0.1:70120': port must be 0 to 65535",
                "rmi://127.0.0.1:7012 | rmi://127.0.0.1:7012/x | 9:40: endpoints: expected scheme://host:port with a port from 1 to 65535",
                "[grpc://127.0.0.1:7001] | [grpc+unix:///tmp/a.sock/x] | 5:13: members: expected scheme://host:port",
                "[grpc://127.0.0.1:7001] | [grpc+unix:///tmp/a] | 5:13: members: not an endpoint: 'grpc+unix:///tmp/a': expected grpc+unix:///path",
                "rmi://127.0.0.1:7012 | rmx://127.0.0.1:7012 | 9:40: endpoints: expected an endpoint whose scheme is one of grpc, grpc+unix, rmi, soap, xmlrpc, not 'rmx://127.0.0.1:7012'",
                "{nodes: 128}     | {nodes: many}     | 17:47: services: jobqueue: nodes: expected a number, not 'many'",
                "name: jobqueue   | name: print        | 17:12: services: print: no such service",
                "rmi://127.0.0.1:7012 | 127.0.0.1:7012 | 9:40: endpoints: not an endpoint",
                "[soap://127.0.0.1:7101] | [soap://10.0.0.1:7101] | 6:13: clients: soap://10.0.0.1:7101 listens beyond this machine without TLS: if its network is to be trusted, write security: {insecure-bind: true}",
                "[grpc://127.0.0.1:7001] | [grpc://head1:7001] | 5:13: members: grpc://head1:7001 listens beyond this machine without TLS",
                "[grpc://127.0.0.1:7001] | []         | 5:12: members: expected at least one endpoint, not a list",
                "[grpc://127.0.0.1:7001] | [grpc://127.0.0.1:7001, grpc://127.0.0.1:7001] | 5:36: members: a second endpoint for grpc",
                "[grpc://127.0.0.1:7001] | [grpc://127.0.0.1:7001, grpc://127.0.0.1:7002] | 5:36: members: a second endpoint for grpc: expected one for each",
                "clients:         | client:           | 6:3: unknown key 'client', did you mean 'clients'?",
                "timeouts:        | time-outs:        | 15:1: unknown key 'time-outs', did you mean 'timeouts'?",
                "services:        | extras:           | 17:1: unknown key 'extras': expected one of dvm, endpoints, name",
                "security: {insecure-bind: false} | quorum: half | 16:9: quorum: expected one of majority, survivors, not 'half'",
                "security: {insecure-bind: false} | plugins: {folder: no-such} | 16:19: folder: there is no folder",
                "security: {insecure-bind: false} | plugins: {folder: []} | 16:19: folder: expected a folder, not a list",
                "security: {insecure-bind: false} | plugins: {path: src} | 16:11: unknown key 'path': expected one of folder, control",
                "security: {insecure-bind: false} | plugins: {folder: src, control: 1} | 16:33: control: expected true or false, not '1'",
                "security: {insecure-bind: false} | interceptors: [{type: caching}] | 16:23: type: expected one of authorization, logging, metrics, tracing, not 'caching'",
                "security: {insecure-bind: false} | interceptors: [{level: info}] | 16:16: key 'type' is missing here",
                "security: {insecure-bind: false} | interceptors: [{type: logging, level: loud}] | 16:39: level: expected one of error, warn, info, debug, trace, not 'loud'",
                "security: {insecure-bind: false} | interceptors: [{type: logging, lvl: info}] | 16:32: unknown key 'lvl'",
                "security: {insecure-bind: false} | interceptors: [{type: metrics, level: info}] | 16:39: level: is for type logging, not for metrics",
                "security: {insecure-bind: false} | interceptors: [{type: tracing, rules: [{}]}] | 16:39: rules: is for type authorization, not for tracing",
                "security: {insecure-bind: false} | interceptors: [{type: authorization}] | 16:16: key 'rules' is missing here",
                "security: {insecure-bind: false} | interceptors: [{type: authorization, rules: []}] | 16:45: rules: expected at least one rule",
                "security: {insecure-bind: false} | interceptors: [{type: authorization, rules: [{who: x}]}] | 16:47: unknown key 'who'",
                "security: {insecure-bind: false} | interceptors: [{type: authorization, rules: [{entries: {A: x}}]}] | 16:60: entries: expected a key of",
                "security: {insecure-bind: false} | interceptors: [{type: logging, settings: {a: b}}] | 16:42: settings: is for types that plug-ins bring, not for logging",
                "security: {insecure-bind: false} | plugins: {control: true} | 16:10: plugins: key 'folder' is missing here",
                "name: a          | nam: a            | 1:1: key 'name' is missing here",
            })
    void isRefusedWithItsPlace(String right, String wrong, String expected) {
        String file = FILE.replaceFirst(Pattern.quote(right), Matcher.quoteReplacement(wrong));
        assertTrue(!file.equals(FILE), "the file does not hold " + right);
        String message = messageOf(file);
        assertTrue(message.startsWith("node.yaml:"), message);
        assertTrue(message.contains(expected), message);
    }

    @Test
    void theFileItselfIsRight() {
        assertEquals("a", NodeSettingsReader.read("node.yaml", FILE, CHECK).name());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | node.yaml:1:1: the file is empty",
                "'# nothing' | node.yaml:1:1: the file is empty",
                "'[a, b]' | node.yaml:1:1: the file: expected keys and values, not a list",
                "'a: [b' | node.yaml:1:6: not YAML:",
                "'a: *b' | node.yaml:1:",
            })
    void whatIsNoMappingIsRefused(String text, String expected) {
        String message = messageOf(text);
        assertTrue(message.startsWith(expected), message);
    }

    @Test
    void pluginsAreNotChangedFromBeyondTheMachine() {
        String open = FILE.replace("insecure-bind: false", "insecure-bind: true")
                        .replace("soap://127.0.0.1:7101", "soap://10.0.0.1:7101")
                + "plugins: {folder: src, control: true}\n";
        String message = messageOf(open);
        assertTrue(
                message.startsWith("node.yaml:6:13: clients: soap://10.0.0.1:7101 can be reached from beyond this"),
                message);
        NodeSettingsReader.read("node.yaml", open.replace("control: true", "control: false"), CHECK);
    }

    @Test
    void aSecondDocumentIsRefused() {
        String message = messageOf("a: b\n---\nc: d\n");
        assertEquals("node.yaml:3:1: a second document begins here: expected one document in a file", message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{a: ", "- "})
    void nestingIsBounded(String opening) {
        String message = messageOf("a: " + (opening.equals("- ") ? "\n" : "") + opening.repeat(2000));
        assertTrue(message.contains("nested more than 20 deep") || message.contains("not YAML"), message);
    }

    private static String messageOf(String text) {
        return assertThrows(ConfigurationException.class, () -> NodeSettingsReader.read("node.yaml", text, CHECK))
                .getMessage();
    }
}
