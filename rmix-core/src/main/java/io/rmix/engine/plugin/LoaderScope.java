package io.rmix.engine.plugin;

/** While open, the class loader that this thread's libraries ask for. To be closed by the thread that opened it. */
final class LoaderScope implements AutoCloseable {
    private final Thread thread = Thread.currentThread();
    private final ClassLoader before = thread.getContextClassLoader();
    private final ClassLoader loader;
    private final Runnable onLeave;

    /** @param onLeave run when the thread leaves the loader's code altogether */
    LoaderScope(ClassLoader loader, Runnable onLeave) {
        this.loader = loader;
        this.onLeave = onLeave;
        if (before != loader) thread.setContextClassLoader(loader);
    }

    @Override
    public void close() {
        if (before == loader) return;
        try {
            onLeave.run();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
