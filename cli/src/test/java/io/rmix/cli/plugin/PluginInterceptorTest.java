package io.rmix.cli.plugin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.rmix.InvocationException;
import io.rmix.InvocationException.Code;
import io.rmix.Outcome;
import io.rmix.Rmix;
import io.rmix.cli.demo.DvmProcess;
import io.rmix.cli.demo.NodeFiles;
import io.rmix.examples.jobqueue.JobQueue;
import io.rmix.testkit.Await;
import io.rmix.testkit.PluginFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A node whose configuration names an interceptor that a plug-in brings, in a process of its own. */
@Timeout(400)
class PluginInterceptorTest {
    private static final String FACTORY = """
            package guard;

            public final class GuardFactory implements io.rmix.spi.InterceptorFactory {
                @Override public String name() { return "guard"; }
                @Override public io.rmix.ServerInterceptor server(java.util.Map<String, String> settings) {
                    String refused = settings.get("refuse");
                    if (refused == null) throw new IllegalArgumentException("setting 'refuse' is missing");
                    return call -> {
                        if (call.operation().equals(refused))
                            throw new io.rmix.RefusedException(
                                    io.rmix.InvocationException.Code.DENIED, io.rmix.Outcome.NOT_INVOKED, "guard VERSION");
                        return new io.rmix.Interception() {};
                    };
                }
            }
            """;

    @TempDir
    Path temp;

    private void guard(String version) throws IOException {
        Map<String, byte[]> files = new TreeMap<>(PluginFolders.compile(temp, FACTORY.replace("VERSION", version)));
        files.put("META-INF/services/io.rmix.spi.InterceptorFactory", "guard.GuardFactory\n".getBytes(UTF_8));
        PluginFolders.jar(temp.resolve("plugins/guard/guard.jar"), version, files);
    }

    private DvmProcess start(NodeFiles files) throws IOException {
        String plugins = "plugins: {folder: plugins, control: true}\n";
        String interceptors = "interceptors: [{type: guard, settings: {refuse: summary}}]\n";
        Path file = files.write(
                temp,
                0,
                text -> text.replaceFirst("(?m)^plugins:\n.*\n", plugins)
                        .replaceFirst("(?m)^interceptors: .*\n", interceptors));
        DvmProcess node = DvmProcess.start(temp, "start", "--config", file.toString());
        Await.until("it is ready or gone", () -> node.out().contains("ready a") || !node.isAlive());
        assertTrue(node.out().contains("ready a"), node::err);
        return node;
    }

    private JsonNode plugin(String at, String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of("plugin"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--json", "--at", at));
        try (DvmProcess process = DvmProcess.start(temp, all.toArray(String[]::new))) {
            assertEquals(0, process.code(), process::err);
            return process.json();
        }
    }

    private static void assertRefused(String at, Code code, String reason) {
        try (Rmix rmix = Rmix.create()) {
            JobQueue queue = rmix.connect(JobQueue.class, at + "/jobqueue").sync();
            InvocationException e = assertThrows(InvocationException.class, queue::summary);
            assertEquals(code, e.code());
            assertEquals(Outcome.NOT_INVOKED, e.outcome());
            assertTrue(e.getMessage().contains(reason), e.getMessage());
        }
    }

    @Test
    void clientsAreRefusedUnlessItIsLoaded() throws Exception {
        Files.createDirectory(temp.resolve("plugins"));
        try (NodeFiles files = new NodeFiles(1);
                DvmProcess node = start(files)) {
            String at = files.settings(0).clientEndpoints().get(0).toString();
            assertTrue(node.err().contains("interceptor 'guard' is not loaded"), node::err);
            assertRefused(at, Code.CLOSED, "the interceptor 'guard'");
            try (DvmProcess status = DvmProcess.start(temp, "status", "--at", at)) {
                assertEquals(1, status.code());
                assertTrue(status.err().contains("the interceptor 'guard'"), status::err);
            }
            assertEquals(0, plugin(at, "list").size());

            guard("1");
            assertEquals(
                    "[\"guard\"]",
                    plugin(at, "load", "guard").get("interceptors").toString());
            assertRefused(at, Code.DENIED, "guard 1");
            try (DvmProcess status = DvmProcess.start(temp, "status", "--at", at)) {
                assertEquals(0, status.code(), status::err);
            }
            guard("2");
            assertEquals("2", plugin(at, "replace", "guard").get("version").textValue());
            assertRefused(at, Code.DENIED, "guard 2");
            assertEquals(0, plugin(at, "unload", "guard").size());
            assertRefused(at, Code.CLOSED, "the interceptor 'guard'");
            assertEquals("ACTIVE", plugin(at, "load", "guard").get("state").textValue());
            assertRefused(at, Code.DENIED, "guard 2");
        }
    }
}
