package io.rmix.testkit;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Makes folders of jars for plug-ins: out of sources, or out of this process's class path. */
public final class PluginFolders {
    public static final String SERVICES = "META-INF/services/io.rmix.spi.Provider";

    private PluginFolders() {}

    /** The jars of this process's class path but RMIX's core, the tests and what only they use, as a plug-in. */
    public static Path ofClassPath(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path path = Path.of(entry);
            String text = entry.replace(File.separatorChar, '/');
            if (text.matches(
                    ".*(rmix-core|test-classes|-tests|junit|opentest4j|apiguardian|archunit|logback|surefire).*"))
                continue;
            if (Files.isRegularFile(path)) Files.copy(path, folder.resolve(path.getFileName()));
            else if (Files.isDirectory(path)) jar(folder.resolve(moduleOf(path) + ".jar"), "1", filesOf(path));
        }
        return folder;
    }

    private static String moduleOf(Path classes) {
        return classes.getParent().getParent().getFileName().toString();
    }

    private static Map<String, byte[]> filesOf(Path root) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> found = Files.walk(root)) {
            for (Path file : found.filter(Files::isRegularFile).toList())
                files.put(root.relativize(file).toString().replace(File.separatorChar, '/'), Files.readAllBytes(file));
        }
        return files;
    }

    /** A jar of files by their names. */
    public static void jar(Path jar, String version, Map<String, byte[]> files) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_VERSION, version);
        Files.createDirectories(jar.getParent());
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest)) {
            for (Map.Entry<String, byte[]> entry : files.entrySet()) {
                if (entry.getKey().equals("META-INF/MANIFEST.MF")) continue;
                out.putNextEntry(new JarEntry(entry.getKey()));
                out.write(entry.getValue());
                out.closeEntry();
            }
        }
    }

    /** The class files of sources, by their names in a jar. */
    public static Map<String, byte[]> compile(Path scratch, String... sources) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        Path out = Files.createTempDirectory(scratch, "classes");
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        List<JavaFileObject> units = new ArrayList<>();
        for (String source : sources) units.add(new Source(source));
        boolean done = compiler.getTask(null, null, problems, List.of("-d", out.toString(), "-proc:none"), null, units)
                .call();
        if (!done)
            throw new UncheckedIOException(
                    new IOException(problems.getDiagnostics().toString()));
        return filesOf(out);
    }

    /** The jar of a module's sources and resources, compiled against this process's class path, as a plug-in. */
    public static Path ofModule(Path module, Path scratch, Path folder, String version) throws IOException {
        Path out = Files.createTempDirectory(scratch, "classes");
        List<String> options = new ArrayList<>(List.of("-d", out.toString(), "-proc:none"));
        options.addAll(List.of("-classpath", System.getProperty("java.class.path")));
        try (Stream<Path> files = Files.walk(module.resolve("src/main/java"))) {
            files.map(Path::toString).filter(file -> file.endsWith(".java")).forEach(options::add);
        }
        ByteArrayOutputStream problems = new ByteArrayOutputStream();
        int code = ToolProvider.getSystemJavaCompiler().run(null, null, problems, options.toArray(String[]::new));
        if (code != 0) throw new IOException(problems.toString(StandardCharsets.UTF_8));
        Map<String, byte[]> files = new TreeMap<>(filesOf(out));
        files.putAll(filesOf(module.resolve("src/main/resources")));
        jar(folder.resolve(module.getFileName() + ".jar"), version, files);
        return folder;
    }

    /** A source by the name of its first class. */
    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String text) {
            super(URI.create("string:///" + name(text) + ".java"), Kind.SOURCE);
            this.text = text;
        }

        private static String name(String text) {
            String type = text.replaceAll("(?s).*?public (?:final )?(?:class|interface) (\\w+).*", "$1");
            return text.replaceAll("(?s).*?package ([\\w.]+);.*", "$1").replace('.', '/') + "/" + type;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
