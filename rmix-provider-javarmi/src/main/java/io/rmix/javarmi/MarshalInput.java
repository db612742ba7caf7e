package io.rmix.javarmi;

import java.io.IOException;
import java.io.InputStream;
import java.io.InvalidClassException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;
import org.jspecify.annotations.Nullable;

/**
 * Objects as Java RMI marshals them: each class description is followed by where its code could be loaded from, which is read
 * and ignored. Reads nothing but primitives until {@link #allow} says what may come.
 */
final class MarshalInput extends ObjectInputStream {
    private @Nullable AllowList allowed;
    private @Nullable ClassLoader loader;
    private @Nullable Class<?> proxy;
    private @Nullable String rejected;

    MarshalInput(InputStream in) throws IOException {
        super(in);
    }

    /** @param classes loader of what may come */
    void allow(AllowList list, @Nullable ClassLoader classes) {
        allowed = list;
        loader = classes;
        setObjectInputFilter(info -> {
            ObjectInputFilter.Status status = list.checkInput(info);
            if (status == ObjectInputFilter.Status.REJECTED)
                rejected = info.serialClass() == null
                        ? "nesting of " + info.depth()
                        : info.serialClass().getName() + (info.arrayLength() < 0 ? "" : " of " + info.arrayLength());
            return status;
        });
    }

    /** Stands for every proxy class that comes, whatever its interfaces are. */
    void proxy(Class<?> type) {
        proxy = type;
    }

    /** What went wrong, with the class that was not allowed. */
    String problem(Throwable e) {
        return rejected == null ? e.toString() : "not allowed by the contract: " + rejected;
    }

    @Override
    protected Class<?> resolveClass(ObjectStreamClass description) throws IOException, ClassNotFoundException {
        String name = description.getName();
        if (allowed == null) throw new InvalidClassException(name, "no object is expected here");
        allowed.checkName(name);
        skipLocation();
        return Class.forName(name, false, loader);
    }

    @Override
    protected Class<?> resolveProxyClass(String[] interfaces) throws IOException, ClassNotFoundException {
        if (proxy == null) throw new InvalidClassException("a proxy of " + String.join(", ", interfaces));
        skipLocation();
        return proxy;
    }

    /** A string or null, as the list of what is allowed makes sure. */
    private void skipLocation() throws IOException, ClassNotFoundException {
        readObject();
    }
}
