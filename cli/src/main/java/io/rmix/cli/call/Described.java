package io.rmix.cli.call;

import com.google.protobuf.Descriptors.ServiceDescriptor;
import io.rmix.Endpoint;
import io.rmix.InvocationException;
import io.rmix.InvocationException.Code;
import io.rmix.Rmix;
import io.rmix.cli.UserError;
import io.rmix.introspect.DynamicStub;
import io.rmix.introspect.ReflectedServer;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Where the contract of a call comes from: the address itself, or an interface on a class path. */
final class Described {
    /** The peer was not there or had no time: that says nothing of what it knows. */
    private static final Set<Code> NO_ANSWER =
            Set.of(Code.UNAVAILABLE, Code.DEADLINE_EXCEEDED, Code.CANCELLED, Code.BUSY, Code.CLOSED, Code.DENIED);

    /** What to do where nothing is told. */
    private static final String BY_INTERFACE =
            "name the interface with --interface CLASS and, if it is not on the class path, --class-path";

    private Described() {}

    /** Whether a peer answered that it has no introspection. */
    static boolean isWithoutIntrospection(InvocationException e) {
        return !NO_ANSWER.contains(e.code());
    }

    /** An address that has no introspection. */
    static final class Untold extends UserError {
        private static final long serialVersionUID = 1;

        private Untold(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /**
     * The address has no introspection.
     *
     * @param remedy what to do, or nothing
     */
    static Untold untold(Endpoint endpoint, InvocationException e, String remedy) {
        return new Untold(endpoint.address() + " does not say what is exported there (" + e.code() + ")" + remedy, e);
    }

    /**
     * As the address itself says.
     *
     * @throws Untold if it has no introspection
     */
    static DynamicStub byAddress(Rmix rmix, Endpoint endpoint) {
        try {
            return rmix.connect(endpoint);
        } catch (InvocationException e) {
            if (!isWithoutIntrospection(e)) throw e;
            throw untold(endpoint, e, "; " + BY_INTERFACE);
        } catch (IllegalArgumentException e) {
            throw new UserError(String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * Uses what the server says of itself by its protocol's own means.
     *
     * @throws Untold the one given, if it says nothing so either
     */
    static <T> T byReflection(Rmix rmix, Endpoint endpoint, Untold untold, Reflecting<T> use) throws Exception {
        ReflectedServer server;
        try {
            server = rmix.reflect(endpoint);
        } catch (IllegalArgumentException e) {
            untold.addSuppressed(e);
            throw untold;
        }
        try (server) {
            return use.on(server);
        } catch (InvocationException e) {
            if (e.code() != Code.UNSUPPORTED) throw e;
            untold.addSuppressed(e);
            throw untold;
        }
    }

    /** What is done with a server's own reflection. */
    interface Reflecting<T> {
        T on(ReflectedServer server) throws Exception;
    }

    /** @throws UserError if there is no such service */
    static ServiceDescriptor service(ReflectedServer server, String name) {
        try {
            return server.service(name);
        } catch (IllegalArgumentException e) {
            throw new UserError(e.getMessage() + "; or " + BY_INTERFACE, e);
        }
    }

    /** As an interface says. */
    static DynamicStub byInterface(Rmix rmix, Endpoint endpoint, String name, List<Path> classPath) {
        try {
            Class<?> type = Class.forName(name, true, loader(classPath));
            return DynamicStub.of(rmix.connect(type, endpoint));
        } catch (ClassNotFoundException | LinkageError e) {
            throw new UserError(
                    "--interface: cannot load " + name + ": " + e + "; say where it is with --class-path", e);
        } catch (IllegalArgumentException e) {
            throw new UserError("--interface: " + e.getMessage(), e);
        }
    }

    private static ClassLoader loader(List<Path> classPath) {
        ClassLoader own = Described.class.getClassLoader();
        if (classPath.isEmpty()) return own;
        List<URL> urls = new ArrayList<>();
        for (Path path : classPath) {
            if (!Files.isReadable(path)) throw new UserError("--class-path: there is no " + path + " to read");
            try {
                urls.add(path.toUri().toURL());
            } catch (MalformedURLException e) {
                throw new UserError("--class-path: " + path + ": " + e.getMessage(), e);
            }
        }
        return new URLClassLoader(urls.toArray(URL[]::new), own);
    }
}
