package io.rmix.plugin;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rmix.testkit.PluginFolders;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Builds plug-ins whose provider is the local one under another scheme; the scheme's name comes from a library that the plug-in brings. */
final class TestPlugin {
    private static final String PROVIDER = """
            package plug;

            public final class PlugProvider implements io.rmix.spi.Provider {
                private final io.rmix.local.LocalProvider local = new io.rmix.local.LocalProvider();
                public PlugProvider() { BODY }
                public String name() { return "plug"; }
                public java.util.Set<String> schemes() { return java.util.Set.of(plug.lib.Library.scheme()); }
                public void check(io.rmix.contract.Contract contract) { }
                public io.rmix.spi.Acceptor listen(io.rmix.Endpoint address, io.rmix.spi.ServerEnvironment environment)
                        throws java.io.IOException { LISTEN return local.listen(address, environment); }
                public io.rmix.spi.Connection connect(io.rmix.Endpoint address, io.rmix.spi.ClientEnvironment environment) {
                    CONNECT return local.connect(address, environment); }
                public java.util.List<io.rmix.spi.ConnectionOption<?>> options() {
                    return java.util.List.of(io.rmix.spi.ConnectionOption.CONNECT_TIMEOUT); }
                public void close() { CLOSE }
            }
            """;

    private final Path scratch;
    private String body = "";
    private String listen = "";
    private String connect = "";
    private String close = "";

    TestPlugin(Path scratch) {
        this.scratch = scratch;
    }

    TestPlugin constructor(String statements) {
        body = statements;
        return this;
    }

    TestPlugin listen(String statements) {
        listen = statements;
        return this;
    }

    TestPlugin connect(String statements) {
        connect = statements;
        return this;
    }

    TestPlugin close(String statements) {
        close = statements;
        return this;
    }

    /** Two jars: the provider's and the library's. */
    Path in(Path folder, String version, String scheme) throws IOException {
        library(folder, scheme);
        return provider(folder, version, scheme);
    }

    /** Without the library. */
    Path provider(Path folder, String version, String scheme) throws IOException {
        Map<String, byte[]> files = new HashMap<>(PluginFolders.compile(
                scratch,
                PROVIDER.replace("BODY", body)
                        .replace("LISTEN", listen)
                        .replace("CONNECT ", connect + " ")
                        .replace("CLOSE", close),
                librarySource(scheme)));
        files.keySet().removeIf(name -> name.startsWith("plug/lib/"));
        files.put(PluginFolders.SERVICES, "plug.PlugProvider\n".getBytes(UTF_8));
        PluginFolders.jar(folder.resolve("provider.jar"), version, files);
        return folder;
    }

    private void library(Path folder, String scheme) throws IOException {
        PluginFolders.jar(folder.resolve("library.jar"), "1", PluginFolders.compile(scratch, librarySource(scheme)));
    }

    private static String librarySource(String scheme) {
        return "package plug.lib; public class Library { public static String scheme() { return \"" + scheme
                + "\"; } }";
    }
}
