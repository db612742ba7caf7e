package io.rmix.engine.plugin;

import io.rmix.plugin.PluginException;
import io.rmix.spi.InterceptorFactory;
import io.rmix.spi.Provider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies of a plug-in's jars, in a folder of their own that ends with it: whoever brings a new version may overwrite the jars of one that
 * runs.
 *
 * @param version of the jar that names what the plug-in brings; empty if it says none
 */
record PluginJars(Path copies, List<Path> jars, String version) {
    /** The files of which one must be there, at least. */
    static final List<String> SERVICES = Stream.of(Provider.class, InterceptorFactory.class)
            .map(type -> "META-INF/services/" + type.getName())
            .toList();

    private static final String SPI = Provider.class.getName().replace('.', '/') + ".class";

    private static final Logger LOG = LoggerFactory.getLogger(PluginJars.class);

    static PluginJars copy(String name, Path folder) throws PluginException {
        List<Path> found = jarsIn(name, folder);
        String version = checked(name, found);
        try {
            PluginJars copy = new PluginJars(Files.createTempDirectory("rmix-plugin-"), new ArrayList<>(), version);
            try {
                for (Path jar : found)
                    copy.jars.add(Files.copy(jar, copy.copies.resolve(String.valueOf(jar.getFileName()))));
                return copy;
            } catch (IOException e) {
                copy.delete();
                throw e;
            }
        } catch (IOException e) {
            throw new PluginException("plug-in '" + name + "': its jars in " + folder + " cannot be copied: " + e, e);
        }
    }

    private static List<Path> jarsIn(String name, Path folder) throws PluginException {
        if (!Files.isDirectory(folder)) throw new PluginException("plug-in '" + name + "': no folder " + folder, null);
        List<Path> jars;
        try (Stream<Path> files = Files.list(folder)) {
            jars = files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new PluginException("plug-in '" + name + "': the folder " + folder + " cannot be read: " + e, e);
        }
        if (jars.isEmpty()) throw new PluginException("plug-in '" + name + "': no jar in " + folder, null);
        return jars;
    }

    /** A class loader passes over what is no jar; here it is an error. Returns the version. */
    private static String checked(String name, List<Path> jars) throws PluginException {
        String version = null;
        for (Path path : jars) {
            try (JarFile jar = new JarFile(path.toFile())) {
                if (jar.getEntry(SPI) != null)
                    throw new PluginException(
                            "plug-in '" + name + "': " + path
                                    + " has the SPI itself, which belongs to the process; leave it out",
                            null);
                if (version == null && SERVICES.stream().anyMatch(file -> jar.getEntry(file) != null))
                    version = version(jar.getManifest());
            } catch (IOException e) {
                throw new PluginException("plug-in '" + name + "': " + path + " is no jar: " + e.getMessage(), e);
            }
        }
        if (version != null) return version;
        throw new PluginException(
                "plug-in '" + name
                        + "': no jar of it names a provider or a factory of interceptors; one must have the file "
                        + String.join(" or ", SERVICES),
                null);
    }

    private static String version(@org.jspecify.annotations.Nullable Manifest manifest) {
        String version =
                manifest == null ? null : manifest.getMainAttributes().getValue(Attributes.Name.IMPLEMENTATION_VERSION);
        return Objects.requireNonNullElse(version, "");
    }

    URL[] urls() {
        return jars.stream().map(PluginJars::url).toArray(URL[]::new);
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }

    void delete() {
        try {
            for (Path jar : jars) Files.deleteIfExists(jar);
            Files.deleteIfExists(copies);
        } catch (IOException e) {
            LOG.warn("copies of a plug-in's jars stay in {}: {}", copies, e.toString());
        }
    }
}
