package io.rmix.engine.plugin;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A plug-in's own classes before those of the process, so that two plug-ins may bring two versions of a library. What crosses the
 * SPI is shared: the JDK, the API and the SPI, protobuf's messages, and the log.
 */
final class PluginClassLoader extends URLClassLoader {
    private static final ClassLoader JDK = ClassLoader.getPlatformClassLoader();
    private static final ClassLoader PROCESS = PluginClassLoader.class.getClassLoader();

    /** Packages of RMIX that are shared; a provider has packages of its own below {@code io.rmix}. */
    private static final List<String> RMIX = List.of("io.rmix", "io.rmix.spi", "io.rmix.contract", "io.rmix.proto.v1");

    private static final List<String> LIBRARIES =
            List.of("com.google.protobuf.", "org.slf4j.", "org.jspecify.annotations.");

    static {
        registerAsParallelCapable();
    }

    PluginClassLoader(String name, URL[] jars) {
        super("plugin " + name, jars, PROCESS);
    }

    static boolean isShared(String className) {
        int dot = className.lastIndexOf('.');
        return RMIX.contains(dot < 0 ? "" : className.substring(0, dot))
                || LIBRARIES.stream().anyMatch(className::startsWith);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> type = findLoadedClass(name);
            if (type == null) type = find(JDK, name);
            if (type == null && isShared(name)) type = find(PROCESS, name);
            if (type == null) type = findOwn(name);
            if (type == null) type = PROCESS.loadClass(name);
            if (resolve) resolveClass(type);
            return type;
        }
    }

    private @Nullable Class<?> findOwn(String name) {
        try {
            return findClass(name);
        } catch (ClassNotFoundException e) {
            return null;
        }
    }

    private static @Nullable Class<?> find(ClassLoader loader, String name) {
        try {
            return loader.loadClass(name);
        } catch (ClassNotFoundException e) {
            return null;
        }
    }

    @Override
    public @Nullable URL getResource(String name) {
        URL own = findResource(name);
        return own != null ? own : PROCESS.getResource(name);
    }

    /** Services that the plug-in names itself are its own only: the process's implement the process's classes. */
    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        Enumeration<URL> own = findResources(name);
        if (own.hasMoreElements()) return own;
        return PluginJars.SERVICES.contains(name) ? Collections.emptyEnumeration() : PROCESS.getResources(name);
    }
}
