package io.rmix.engine.plugin;

/** While open, the class loader that this thread's libraries ask for. To be closed by the thread that opened it. */
final class LoaderScope implements AutoCloseable {
    private final Thread thread = Thread.currentThread();
    private final ClassLoader before = thread.getContextClassLoader();

    LoaderScope(ClassLoader loader) {
        thread.setContextClassLoader(loader);
    }

    @Override
    public void close() {
        thread.setContextClassLoader(before);
    }
}
