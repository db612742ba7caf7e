package io.rmix.cli.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.rmix.Rmix;
import io.rmix.cli.demo.DvmProcess;
import io.rmix.cli.demo.NodeFiles;
import io.rmix.dvm.runtime.PluginControl;
import io.rmix.dvm.runtime.PluginRefusedException;
import io.rmix.examples.jobqueue.JobQueue;
import io.rmix.testkit.Await;
import io.rmix.testkit.PluginFolders;
import io.rmix.testkit.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** {@code dvm plugin} and a node whose plug-in is the example's provider, in processes of their own. */
@Timeout(400)
class PluginCommandTest {
    private static final Path TCP =
            Path.of("../examples/tcp-provider").toAbsolutePath().normalize();

    @TempDir
    Path temp;

    private Path plugins;

    @BeforeEach
    void makePlugins() throws IOException {
        plugins = Files.createDirectory(temp.resolve("plugins"));
        tcp("1.0");
        Files.writeString(Files.createDirectory(plugins.resolve("broken")).resolve("a.jar"), "no jar");
    }

    private void tcp(String version) throws IOException {
        PluginFolders.ofModule(TCP, temp, plugins.resolve("tcp"), version);
    }

    /** Starts a member with one more client endpoint, and awaits that it is ready. */
    private DvmProcess start(NodeFiles files, String tcp, String control) throws IOException {
        Path file = files.write(
                temp,
                0,
                text -> text.replaceFirst("  clients:\n", "  clients:\n  - \"" + tcp + "\"\n")
                        .replaceFirst("(?m)^plugins:\n.*\n", "plugins: {folder: plugins" + control + "}\n"));
        DvmProcess node = DvmProcess.start(temp, "start", "--config", file.toString());
        Await.until("it is ready or gone", () -> node.out().contains("ready a") || !node.isAlive());
        assertTrue(node.out().contains("ready a"), node::err);
        return node;
    }

    private static String grpc(NodeFiles files) {
        return files.settings(0).clientEndpoints().get(0).toString();
    }

    private static String freeTcp() {
        return "example+tcp://127.0.0.1:" + Ports.free();
    }

    private DvmProcess plugin(String at, String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of("plugin"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--at", at));
        return DvmProcess.start(temp, all.toArray(String[]::new));
    }

    private JsonNode json(String at, String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--json");
        try (DvmProcess process = plugin(at, all.toArray(String[]::new))) {
            assertEquals(0, process.code(), process::err);
            return process.json();
        }
    }

    private void assertFails(String expected, String at, String... arguments) throws Exception {
        try (DvmProcess process = plugin(at, arguments)) {
            assertEquals(1, process.code());
            assertEquals("", process.out());
            assertTrue(process.err().contains(expected), process::err);
            assertEquals(1, process.err().lines().count(), process::err);
        }
    }

    /** Asks the job queue over the plug-in. */
    private int jobsWaiting(String tcp) {
        try (Rmix rmix = Rmix.builder().pluginFolder(plugins).build()) {
            return rmix.connect(JobQueue.class, tcp + "/jobqueue")
                    .sync()
                    .summary()
                    .waiting();
        }
    }

    @Test
    void theyAreListedUnloadedLoadedAndReplacedWhileTheNodeRuns() throws Exception {
        String tcp = freeTcp();
        try (NodeFiles files = new NodeFiles(1);
                DvmProcess node = start(files, tcp, ", control: true")) {
            String at = grpc(files);
            assertTrue(node.err().contains("plug-in 'broken'"), node::err);
            assertEquals(0, jobsWaiting(tcp));
            JsonNode list = json(at, "list");
            assertEquals(2, list.size());
            assertEquals("broken", list.get(0).get("name").textValue());
            assertEquals("FAILED", list.get(0).get("state").textValue());
            assertTrue(list.get(0).get("failure").textValue().contains("a.jar is no jar"), list::toString);
            String active =
                    "{\"name\":\"tcp\",\"version\":\"1.0\",\"schemes\":[\"example+tcp\"],\"interceptors\":[],\"state\":\"ACTIVE\",\"failure\":\"\"}";
            assertEquals(active, list.get(1).toString());

            tcp("2.0");
            assertEquals(
                    active.replace("1.0", "2.0"), json(at, "replace", "tcp").toString());
            assertEquals(0, jobsWaiting(tcp));

            assertEquals(List.of("broken"), json(at, "unload", "tcp").findValuesAsText("name"));
            try (DvmProcess status = DvmProcess.start(temp, "status", "--at", at)) {
                assertEquals(0, status.code(), status::err);
                assertTrue(!status.out().contains(tcp), status::out);
            }
            assertEquals("ACTIVE", json(at, "load", "tcp").get("state").textValue());
            assertEquals(0, jobsWaiting(tcp));
            assertTable(at);
            refusals(at);
            assertNotChangedByWhatItCarries(tcp);
        }
    }

    private void assertTable(String at) throws Exception {
        try (DvmProcess table = plugin(at, "list")) {
            assertEquals(0, table.code(), table::err);
            List<String> lines = table.out().lines().toList();
            assertTrue(lines.get(0).matches("name +version +schemes +interceptors +state +failure"), table::out);
            assertTrue(lines.get(1).matches("broken +FAILED +plug-in 'broken': .* is no jar: .*"), table::out);
            assertTrue(lines.get(2).matches("tcp +2.0 +example\\+tcp +ACTIVE"), table::out);
        }
    }

    private void refusals(String at) throws Exception {
        assertFails("dvm plugin load: a plug-in 'tcp' is loaded already", at, "load", "tcp");
        assertFails("there is no folder 'none' in plugins.folder", at, "load", "none");
        assertFails("not a plug-in's name: '../plugins/tcp'", at, "load", "../plugins/tcp");
        assertFails("not a plug-in's name: '..'", at, "load", "..");
        assertFails("no plug-in 'none'", at, "unload", "none");
        assertFails("a.jar is no jar", at, "load", "broken");
    }

    private void assertNotChangedByWhatItCarries(String tcp) {
        try (Rmix rmix = Rmix.builder().pluginFolder(plugins).build()) {
            PluginControl control = rmix.connect(PluginControl.class, tcp + "/" + PluginControl.SERVICE)
                    .sync();
            for (Executable change : List.<Executable>of(() -> control.unload("tcp"), () -> control.replace("tcp"))) {
                String said = assertThrows(PluginRefusedException.class, change).getMessage();
                assertTrue(String.valueOf(said).contains("this call came over the plug-in 'tcp' itself"), said);
            }
        }
    }

    @Test
    void aRingsLinkGoesOverAPlugin() throws Exception {
        try (NodeFiles files = new NodeFiles(2)) {
            UnaryOperator<String> change = text -> overTcp(files, text);
            String a = files.write(temp, 0, change).toString();
            String b = files.write(temp, 1, change).toString();
            try (DvmProcess first = DvmProcess.start(temp, "start", "--config", a);
                    DvmProcess second = DvmProcess.start(temp, "start", "--config", b)) {
                Await.until(
                        "the ring has formed",
                        () -> first.out().contains("ready a") || !first.isAlive() || !second.isAlive());
                assertTrue(first.out().contains("ready a"), () -> first.err() + second.err());
                assertEquals("example+tcp", link(grpc(files)).get("provider").textValue());
                String unloaded = json(grpc(files), "unload", "tcp").toString();
                assertTrue(!unloaded.contains("tcp"), unloaded);
                try (Rmix rmix = Rmix.create()) {
                    JobQueue queue = rmix.connect(JobQueue.class, grpc(files) + "/jobqueue")
                            .sync();
                    assertEquals(0, queue.summary().waiting(), "the link has the plug-in it was started with");
                }
            }
        }
    }

    /** The link from a to b, which goes over gRPC, goes over the plug-in. */
    private static String overTcp(NodeFiles files, String text) {
        String changed = text;
        for (int member = 0; member < 2; member++) {
            String grpc = files.settings(member).memberEndpoints().get(0).toString();
            changed = changed.replace(grpc, grpc.replace("grpc:", "example+tcp:"));
        }
        return changed.replaceFirst("(?m)^    a: \"?grpc\"?$", "    a: example+tcp")
                .replaceFirst("(?m)^plugins:\n.*\n", "plugins: {folder: plugins, control: true}\n");
    }

    private JsonNode link(String at) throws Exception {
        try (DvmProcess status = DvmProcess.start(temp, "status", "--json", "--at", at)) {
            assertEquals(0, status.code(), status::err);
            return status.json().get("link");
        }
    }

    @Test
    void withoutControlTheyCanOnlyBeListed() throws Exception {
        try (NodeFiles files = new NodeFiles(1);
                DvmProcess node = start(files, freeTcp(), "")) {
            String at = grpc(files);
            assertEquals(List.of("broken", "tcp"), json(at, "list").findValuesAsText("name"));
            for (String change : List.of("load", "unload", "replace")) {
                assertFails("plugins: {control: true} [DENIED, NOT_INVOKED]", at, change, "tcp");
            }
            assertTrue(node.isAlive());
        }
    }

    @Test
    void aClientEndpointWaitsForItsPlugin() throws Exception {
        Path jar = plugins.resolve("tcp").resolve("tcp-provider.jar");
        Path elsewhere = Files.move(jar, temp.resolve("later.jar"));
        String tcp = freeTcp();
        try (NodeFiles files = new NodeFiles(1);
                DvmProcess node = start(files, tcp, ", control: true")) {
            assertTrue(node.err().contains("nobody listens at the client endpoints of example+tcp"), node::err);
            Files.move(elsewhere, jar);
            assertEquals("ACTIVE", json(grpc(files), "load", "tcp").get("state").textValue());
            assertEquals(0, jobsWaiting(tcp));
        }
    }
}
