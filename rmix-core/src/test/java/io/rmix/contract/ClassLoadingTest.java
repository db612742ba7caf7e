package io.rmix.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.rmix.contract.Samples.Everything;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ClassLoadingTest {
    /** Loads the sample classes anew; everything else, the contract package's own classes too, comes from the parent. */
    private static final class Fresh extends ClassLoader {
        Fresh() {
            super(ClassLoadingTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                if (loaded != null || !name.startsWith(Samples.class.getName())) {
                    return loaded != null ? loaded : super.loadClass(name, resolve);
                }
                try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
                    byte[] bytes = in.readAllBytes();
                    return defineClass(name, bytes, 0, bytes.length);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private static WeakReference<ClassLoader> useOnce() throws Exception {
        ClassLoader fresh = new Fresh();
        Class<?> type = fresh.loadClass(Everything.class.getName());
        assertNotSame(Everything.class, type);
        Contract contract = Contract.of(type);
        ProtoCodec codec = ProtoCodec.of(contract);
        for (Operation operation : contract.operations()) {
            Object[] arguments = new Values(1).arguments(operation);
            byte[] bytes = codec.request(operation).encode(arguments);
            assertEquals(arguments.length, codec.request(operation).decode(bytes).length);
        }
        return new WeakReference<>(fresh);
    }

    /** Nothing that outlives the application's class loader holds on to it. */
    @Test
    @Timeout(60)
    void aContractDoesNotKeepItsClassLoader() throws Exception {
        WeakReference<ClassLoader> loader = useOnce();
        while (loader.get() != null) {
            System.gc();
            Thread.onSpinWait();
        }
        assertNull(loader.get());
    }
}
