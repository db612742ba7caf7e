package io.rmix.testkit;

/** The class path as if a class were not on it. */
public final class HidingLoader extends ClassLoader {
    private final String hidden;

    public HidingLoader(String hidden) {
        super("without " + hidden, HidingLoader.class.getClassLoader());
        this.hidden = hidden;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (name.equals(hidden)) throw new ClassNotFoundException(name);
        return super.loadClass(name, resolve);
    }
}
