package io.rmix.jndi;

import io.rmix.Endpoint;
import io.rmix.contract.Contract;
import io.rmix.introspect.ContractInfo;
import java.rmi.Remote;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.naming.NamingException;
import org.jspecify.annotations.Nullable;

/** The service interfaces of servants and of what has been looked up. */
final class Interfaces {
    private Interfaces() {}

    /**
     * The interface through which a servant is called: the one it implements that extends {@link Remote}.
     *
     * @throws NamingException if there is none, or several of which none extends the others
     */
    static Class<? extends Remote> of(Remote servant) throws NamingException {
        Set<Class<? extends Remote>> found = new LinkedHashSet<>();
        for (Class<?> type = servant.getClass(); type != null; type = type.getSuperclass()) collect(type, found);
        List<Class<? extends Remote>> narrowest = found.stream()
                .filter(type -> found.stream().noneMatch(other -> other != type && type.isAssignableFrom(other)))
                .toList();
        if (narrowest.size() == 1) return narrowest.get(0);
        throw new NamingException(servant.getClass().getName()
                + " must implement one interface that extends java.rmi.Remote, or one that extends all others; it implements "
                + narrowest.stream().map(Class::getName).toList());
    }

    private static void collect(Class<?> type, Set<Class<? extends Remote>> found) {
        for (Class<?> parent : type.getInterfaces()) {
            if (parent != Remote.class && Remote.class.isAssignableFrom(parent))
                found.add(parent.asSubclass(Remote.class));
            collect(parent, found);
        }
    }

    /**
     * The interface of this program that a peer's description names. A peer can name any, and no more: nothing is initialised, and one that is no
     * {@link Remote} is refused.
     *
     * @throws NamingException if this program has no such interface, or one of another contract
     */
    static Class<? extends Remote> known(ContractInfo info, Endpoint endpoint) throws NamingException {
        String where = endpoint + " is a " + info.javaName();
        @Nullable ClassLoader loader = Thread.currentThread().getContextClassLoader();
        Class<?> type;
        try {
            type = Class.forName(info.javaName(), false, loader);
        } catch (ClassNotFoundException | LinkageError e) {
            throw Failures.because(new NamingException(where + ", which is not on the class path here"), e);
        }
        if (!type.isInterface() || !Remote.class.isAssignableFrom(type))
            throw new NamingException(where + ", which is no interface that extends java.rmi.Remote here");
        Class<? extends Remote> known = type.asSubclass(Remote.class);
        String name = Contract.of(known).name();
        if (name.equals(info.name())) return known;
        throw new NamingException(where + " of the contract " + info.name() + "; here its contract is " + name);
    }
}
