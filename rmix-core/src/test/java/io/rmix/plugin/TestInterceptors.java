package io.rmix.plugin;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rmix.testkit.PluginFolders;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Builds plug-ins with a factory of interceptors. Each interceptor puts into {@link Notes}, under its setting {@code notes}, the version that
 * its library says, and refuses the operation that the setting {@code refuse} names.
 */
final class TestInterceptors {
    static final String SERVICES = "META-INF/services/io.rmix.spi.InterceptorFactory";

    private static final String FACTORY = """
            package plug;

            public final class PlugFactory implements io.rmix.spi.InterceptorFactory {
                public String name() { return "NAME"; }
                public io.rmix.ServerInterceptor server(java.util.Map<String, String> settings) { return new Noting("s", settings); }
                public io.rmix.ClientInterceptor client(java.util.Map<String, String> settings) { return new Noting("c", settings); }
            }
            """;

    private static final String NOTING = """
            package plug;

            public final class Noting implements io.rmix.ServerInterceptor, io.rmix.ClientInterceptor {
                private final String mark;
                private final String refused;
                private final java.util.List<String> notes;

                Noting(String side, java.util.Map<String, String> settings) {
                    for (String key : settings.keySet())
                        if (!key.equals("notes") && !key.equals("refuse"))
                            throw new IllegalArgumentException("unknown setting '" + key + "': expected notes or refuse");
                    MADE
                    refused = settings.getOrDefault("refuse", "");
                    notes = io.rmix.plugin.Notes.of(settings.get("notes"));
                    mark = plug.lib.Library.version() + side + " ";
                    notes.add(mark + "made");
                }

                public io.rmix.Interception intercept(io.rmix.ServerContext call) { return begin(call.operation()); }
                public io.rmix.Interception intercept(io.rmix.ClientContext call) { return begin(call.operation()); }

                private io.rmix.Interception begin(String operation) {
                    if (operation.equals(refused))
                        throw new io.rmix.RefusedException(
                                io.rmix.InvocationException.Code.DENIED, io.rmix.Outcome.NOT_INVOKED, "not here");
                    boolean own = Thread.currentThread().getContextClassLoader() == getClass().getClassLoader();
                    notes.add(mark + operation + (own ? "" : " with a foreign class loader"));
                    return new io.rmix.Interception() {
                        @Override public io.rmix.Scope enter() {
                            notes.add(mark + "enters");
                            return () -> notes.add(mark + "leaves");
                        }
                        @Override public void ended(io.rmix.CallEnd end) { notes.add(mark + end.kind()); }
                    };
                }
            }
            """;

    private final Path scratch;
    private String made = "";

    TestInterceptors(Path scratch) {
        this.scratch = scratch;
    }

    /** Run when an interceptor is made. */
    TestInterceptors made(String statements) {
        made = statements;
        return this;
    }

    /** Two jars: the factory's, and that of the library, which is called as versions of it are called elsewhere. */
    Path in(Path folder, String version, String name) throws IOException {
        String library = "package plug.lib; public class Library { public static String version() { return \"" + version
                + "\"; } }";
        Map<String, byte[]> files = new HashMap<>(
                PluginFolders.compile(scratch, FACTORY.replace("NAME", name), NOTING.replace("MADE", made), library));
        Map<String, byte[]> own =
                new HashMap<>(Map.of("plug/lib/Library.class", files.remove("plug/lib/Library.class")));
        files.put(SERVICES, "plug.PlugFactory\n".getBytes(UTF_8));
        PluginFolders.jar(folder.resolve("factory.jar"), version, files);
        PluginFolders.jar(folder.resolve("library.jar"), version, own);
        return folder;
    }
}
