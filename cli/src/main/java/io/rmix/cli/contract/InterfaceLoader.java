package io.rmix.cli.contract;

import io.rmix.cli.UserError;
import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Finds interfaces by name: on the class path of the command line itself, then in jars and folders of the user's. */
final class InterfaceLoader implements AutoCloseable {
    private final URLClassLoader loader;

    private InterfaceLoader(URLClassLoader loader) {
        this.loader = loader;
    }

    /**
     * Looks in jars and folders, too.
     *
     * @param classPath paths with {@link File#pathSeparator} between; empty for none
     * @throws UserError if one of them is not there
     */
    static InterfaceLoader of(String classPath) {
        List<URL> places = new ArrayList<>();
        for (String place : classPath.split(File.pathSeparator, -1)) {
            if (place.isEmpty()) continue;
            Path path = Path.of(place);
            if (!Files.exists(path))
                throw new UserError("--class-path: there is no '" + place
                        + "'; expected jars and folders of classes with " + File.pathSeparator + " between");
            try {
                places.add(path.toUri().toURL());
            } catch (MalformedURLException e) {
                throw new UserError("--class-path: '" + place + "': " + e.getMessage(), e);
            }
        }
        return new InterfaceLoader(
                new URLClassLoader(places.toArray(URL[]::new), InterfaceLoader.class.getClassLoader()));
    }

    /**
     * The class of a name; of a nested one {@code Outer.Inner} does as well as {@code Outer$Inner}.
     *
     * @throws UserError if there is none, or something that it needs is missing
     */
    Class<?> load(String name) {
        StringBuilder binary = new StringBuilder(name);
        while (true) {
            try {
                return Class.forName(binary.toString(), false, loader);
            } catch (ClassNotFoundException e) {
                int dot = binary.lastIndexOf(".");
                if (dot < 0)
                    throw new UserError(
                            "no class '" + name
                                    + "'; give its full name, and by --class-path the jars or folders that have it",
                            e);
                binary.setCharAt(dot, '$');
            } catch (LinkageError e) {
                throw unusable(name, e);
            }
        }
    }

    /** A class that was found but cannot be used. */
    static UserError unusable(String name, LinkageError cause) {
        return new UserError(
                name + " cannot be loaded: " + cause
                        + "; add the jars that it needs to --class-path, and see that they are for Java "
                        + Runtime.version().feature() + " or older",
                cause);
    }

    @Override
    public void close() throws IOException {
        loader.close();
    }
}
