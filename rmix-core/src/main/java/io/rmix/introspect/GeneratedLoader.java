package io.rmix.introspect;

import com.google.protobuf.Descriptors.Descriptor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The classes of one description. What it has it loads itself, whatever the parent has under the same name. */
final class GeneratedLoader extends ClassLoader {
    private final Map<String, byte[]> classes;
    private final Map<String, Descriptor> messages;
    private final String lockPath;
    private final byte[] lock;

    static {
        registerAsParallelCapable();
    }

    /** @param messages of the classes that are messages, by their binary names */
    GeneratedLoader(
            ContractInfo info, ClassLoader parent, Map<String, byte[]> classes, Map<String, Descriptor> messages) {
        super("description of " + info.name(), parent);
        this.classes = Map.copyOf(classes);
        this.messages = Map.copyOf(messages);
        this.lockPath = "META-INF/rmix/" + info.name() + ".lock";
        this.lock = info.lock().getBytes(StandardCharsets.UTF_8);
    }

    /** @throws IllegalArgumentException if the class of that name is no message */
    Descriptor message(String className) {
        @Nullable Descriptor found = messages.get(className);
        if (found == null) throw new IllegalArgumentException(className + " is no message");
        return found;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!classes.containsKey(name)) return super.loadClass(name, resolve);
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : findClass(name);
        }
    }

    /** Asked by {@link Package} too, for its annotations. */
    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte @Nullable [] bytes = classes.get(name);
        return bytes == null ? super.findClass(name) : defineClass(name, bytes, 0, bytes.length);
    }

    /** Field numbers are those of the description, not of a lock file on the class path. */
    @Override
    public @Nullable URL getResource(String name) {
        if (!name.equals(lockPath)) return super.getResource(name);
        try {
            return new URL(null, "description:" + name, new LockHandler(lock));
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class LockHandler extends URLStreamHandler {
        private final byte[] lock;

        LockHandler(byte[] lock) {
            this.lock = lock;
        }

        @Override
        protected URLConnection openConnection(URL url) {
            return new URLConnection(url) {
                @Override
                public void connect() {
                    connected = true;
                }

                @Override
                public InputStream getInputStream() throws IOException {
                    return new ByteArrayInputStream(lock);
                }
            };
        }
    }
}
