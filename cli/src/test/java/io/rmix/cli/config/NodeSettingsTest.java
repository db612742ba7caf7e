package io.rmix.cli.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.Endpoint;
import io.rmix.dvm.LocalConfiguration;
import io.rmix.dvm.QuorumPolicy;
import io.rmix.dvm.SharedConfiguration;
import io.rmix.dvm.SlowMemberPolicy;
import io.rmix.dvm.runtime.MemberAddress;
import io.rmix.dvm.runtime.NodeLimits;
import io.rmix.dvm.runtime.PluginSettings;
import io.rmix.interceptors.Authorization.Rule;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.event.Level;

/** What a file that is right says, and that what is written is read back. */
class NodeSettingsTest {
    private static final ServiceCheck ANY = service -> Optional.empty();

    private static final String SMALLEST = """
            dvm: demo
            name: a
            priority: 5
            endpoints:
              members: [grpc://127.0.0.1:7001]
            members:
              - name: a
            """;

    private static final String LARGE = """
            # comments stay out of the way
            dvm: demo
            name: b
            priority: 4
            endpoints:
              members:
                - grpc://127.0.0.1:7011
                - rmi://localhost:7012
                - grpc+unix:///run/dvm/b.sock
              advertise: ["rmi://gate.example.org:9012"]
              clients: ["soap://[::1]:7111"]
            members:
              - {name: a, priority: 5, endpoints: ["soap://127.0.0.1:7003", "grpc://127.0.0.1:7001"]}
              - name: b
              - name: c
                priority: 3
                endpoints: [rmi://127.0.0.1:7022]
            links:
              provider: rmi
              from: {c: grpc}
            quorum: survivors
            limits: {message: 64KiB, window: 4MiB, frame: 128KiB, delivery-queue: 3MiB, slow-member: exclude,
              frames-in-flight: 2, submission: 1MiB, checkpoint-every: 100, client-threads: 7, client-queue: 0}
            timeouts: {heartbeat: 50ms, suspicion: 2s, formation: 1m, slow: 1h, submit: 3s, start: 2m, drain: 0ms}
            security: {insecure-bind: false}
            services:
              - name: jobqueue
                settings: {nodes: 128, policy: easy}
              - name: log
            """;

    @Test
    void whatIsLeftOutHasTheDefaultsOfItsOwner() {
        NodeSettings node = NodeSettingsReader.read("node.yaml", SMALLEST, ANY);
        assertEquals("a", node.name());
        assertEquals(5, node.priority());
        assertEquals(List.of(Endpoint.parse("grpc://127.0.0.1:7001")), node.memberEndpoints());
        assertEquals(List.of(), node.clientEndpoints());
        assertEquals(List.of(new MemberAddress("a", 5, node.memberEndpoints())), node.members());
        assertEquals(LinkSettings.byFirstEndpoint(), node.links());
        assertEquals(SharedConfiguration.defaults("demo"), node.shared());
        assertEquals(LocalConfiguration.defaults(), node.local());
        assertEquals(QuorumPolicy.MAJORITY, node.quorum());
        assertEquals(NodeLimits.defaults(), node.limits());
        assertEquals(List.of(), node.services());
        assertEquals("a", node.successorOf("a").name());
    }

    @Test
    void everyKeyIsTaken() {
        NodeSettings node = NodeSettingsReader.read("node.yaml", LARGE, ANY);
        assertEquals("b", node.name());
        assertEquals(List.of(Endpoint.parse("soap://[::1]:7111")), node.clientEndpoints());
        assertEquals(
                List.of("a", "b", "c"),
                node.members().stream().map(MemberAddress::name).toList());
        assertEquals(new LinkSettings(Optional.of("rmi"), Map.of("c", "grpc")), node.links());
        assertEquals(
                new SharedConfiguration(
                        "demo",
                        4 << 20,
                        64 << 10,
                        128 << 10,
                        Duration.ofMillis(50),
                        Duration.ofSeconds(2),
                        Duration.ofMinutes(1)),
                node.shared());
        assertEquals(QuorumPolicy.SURVIVORS, node.quorum());
        assertEquals(new LocalConfiguration(3 << 20, SlowMemberPolicy.EXCLUDE, Duration.ofHours(1)), node.local());
        assertEquals(
                new NodeLimits(2, 1 << 20, Duration.ofSeconds(3), Duration.ofMinutes(2), Duration.ZERO, 100, 7, 0),
                node.limits());
        assertEquals(
                List.of(
                        new ServiceSettings("jobqueue", Map.of("nodes", "128", "policy", "easy")),
                        new ServiceSettings("log", Map.of())),
                node.services());
    }

    @Test
    void othersReachANodeWhereItAdvertisesItselfElseWhereItListens() {
        NodeSettings node = NodeSettingsReader.read("node.yaml", LARGE, ANY);
        assertEquals("rmi://localhost:7012", node.memberEndpoints().get(1).toString());
        assertEquals(List.of(Endpoint.parse("rmi://gate.example.org:9012")), node.advertised());
        assertEquals(
                MemberAddress.of(
                        "b", 4, "grpc://127.0.0.1:7011", "rmi://gate.example.org:9012", "grpc+unix:///run/dvm/b.sock"),
                node.member("b"));
    }

    @Test
    void aLinkGoesByItsOwnProviderElseTheDefaultElseTheFirstEndpoint() {
        NodeSettings node = NodeSettingsReader.read("node.yaml", LARGE, ANY);
        assertEquals(Optional.of("rmi://gate.example.org:9012"), linkFrom(node, "a"));
        assertEquals(Optional.of("rmi://127.0.0.1:7022"), linkFrom(node, "b"));
        assertEquals(Optional.of("grpc://127.0.0.1:7001"), linkFrom(node, "c"));
        assertEquals(
                Optional.of(Endpoint.parse("soap://127.0.0.1:7003")),
                LinkSettings.byFirstEndpoint().endpoint("c", node.member("a")));
    }

    @Test
    void whatIsWrittenIsReadBack() {
        for (String text : List.of(SMALLEST, LARGE)) {
            NodeSettings node = NodeSettingsReader.read("node.yaml", text, ANY);
            String written = NodeSettingsWriter.write(node);
            assertEquals(node, NodeSettingsReader.read("written.yaml", written, ANY), written);
        }
    }

    @Test
    void settingsThatLookLikeOtherThingsAreReadBackAsTheyWere() {
        NodeSettings plain = NodeSettingsReader.read("node.yaml", SMALLEST, ANY);
        var odd = Map.of(
                "a", "null", "b", "true", "c", "0x10", "d", "x: y", "e", "- z", "f", "#g", "h", "*i", "j", "1e3");
        var node = new NodeSettings(
                plain.name(),
                plain.priority(),
                plain.memberEndpoints(),
                plain.advertised(),
                plain.clientEndpoints(),
                plain.members(),
                plain.links(),
                plain.shared(),
                QuorumPolicy.SURVIVORS,
                plain.local(),
                plain.limits(),
                true,
                Optional.of(new PluginSettings(Path.of("").toAbsolutePath(), true)),
                List.of(
                        new InterceptorSettings.Shipped(InterceptorSettings.Type.LOGGING, Level.DEBUG, List.of()),
                        new InterceptorSettings.Shipped(
                                InterceptorSettings.Type.AUTHORIZATION,
                                InterceptorSettings.USUAL_LEVEL,
                                List.of(
                                        new Rule(Optional.of("CN=x"), Map.of("b", "c*"), "bank.*", "get*"),
                                        Rule.anybody("*", "*"))),
                        new InterceptorSettings.Shipped(
                                InterceptorSettings.Type.TRACING, InterceptorSettings.USUAL_LEVEL, List.of()),
                        new InterceptorSettings.Named("audit.v1", odd)),
                List.of(new ServiceSettings("s", odd)));
        assertEquals(node, NodeSettingsReader.read("written.yaml", NodeSettingsWriter.write(node), ANY));
    }

    @Test
    void beyondLoopbackOnlyIfTheFileSaysSo() {
        String open = SMALLEST.replace("127.0.0.1", "0.0.0.0") + "security: {insecure-bind: true}\n";
        assertTrue(NodeSettingsReader.read("node.yaml", open, ANY).insecureBind());
    }

    @Test
    void aFolderOfPluginsLiesBesideTheFileAndBringsSchemes(@TempDir Path temp) throws Exception {
        Path folder = Files.createDirectory(temp.resolve("plugins"));
        String text = SMALLEST.replace("grpc:", "other:") + "plugins: {folder: plugins}\nlinks: {from: {a: other}}\n";
        NodeSettings node = NodeSettingsReader.read(Files.writeString(temp.resolve("node.yaml"), text), ANY);
        assertEquals(Optional.of(new PluginSettings(folder, false)), node.plugins());
        assertEquals("other", node.memberEndpoints().get(0).scheme());
        assertEquals(node, NodeSettingsReader.read("elsewhere.yaml", NodeSettingsWriter.write(node), ANY));
    }

    @Test
    void aFolderOfPluginsBringsInterceptors(@TempDir Path temp) throws Exception {
        Files.createDirectory(temp.resolve("plugins"));
        String text = SMALLEST + "plugins: {folder: plugins}\ninterceptors: [{type: audit, settings: {a: 1}}]\n";
        NodeSettings node = NodeSettingsReader.read(Files.writeString(temp.resolve("node.yaml"), text), ANY);
        assertEquals(List.of(new InterceptorSettings.Named("audit", Map.of("a", "1"))), node.interceptors());
        Path wrong = Files.writeString(temp.resolve("wrong.yaml"), text.replace("audit", "no/name"));
        var error = assertThrows(ConfigurationException.class, () -> NodeSettingsReader.read(wrong, ANY));
        assertTrue(error.getMessage().endsWith("expected a name of 1 to 64 of A-Z a-z 0-9 . _ -, not 'no/name'"));
        Path level = Files.writeString(temp.resolve("level.yaml"), text.replace("settings: {a: 1}", "level: info"));
        error = assertThrows(ConfigurationException.class, () -> NodeSettingsReader.read(level, ANY));
        assertTrue(error.getMessage().endsWith("level: is for type logging, not for audit"));
    }

    @Test
    void filesThatCannotBeReadAreNamed(@TempDir Path temp) throws Exception {
        Path missing = temp.resolve("missing.yaml");
        assertMessage(missing + ": there is no such file", missing);

        Path binary = Files.write(temp.resolve("binary.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        assertMessage(binary + ": not UTF-8 text", binary);

        Path huge =
                Files.write(temp.resolve("huge.yaml"), "#".repeat((1 << 20) + 1).getBytes(StandardCharsets.US_ASCII));
        assertMessage(huge + ": larger than 1MiB", huge);

        Path good = Files.writeString(temp.resolve("good.yaml"), SMALLEST);
        assertEquals("a", NodeSettingsReader.read(good, ANY).name());
    }

    private static Optional<String> linkFrom(NodeSettings node, String source) {
        return node.links().endpoint(source, node.successorOf(source)).map(Endpoint::toString);
    }

    private static void assertMessage(String expected, Path file) {
        var error = assertThrows(ConfigurationException.class, () -> NodeSettingsReader.read(file, ANY));
        assertEquals(expected, error.getMessage());
    }
}
