package io.rmix.jndi;

import java.util.Hashtable;
import javax.naming.Binding;
import javax.naming.CompositeName;
import javax.naming.Context;
import javax.naming.Name;
import javax.naming.NameClassPair;
import javax.naming.NameParser;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.OperationNotSupportedException;
import org.jspecify.annotations.Nullable;

/** The part of a context that all names without a tree have in common: what they cannot do, and structured names as text. */
@SuppressWarnings("BanJNDI") // that is what it is: a provider of JNDI, whose names are addresses
abstract class PlainContext implements Context {
    private final Hashtable<Object, Object> environment = new Hashtable<>();

    PlainContext(Hashtable<?, ?> environment) {
        this.environment.putAll(environment);
    }

    @Override
    public Object lookup(Name name) throws NamingException {
        return lookup(name.toString());
    }

    @Override
    public void bind(Name name, Object object) throws NamingException {
        bind(name.toString(), object);
    }

    @Override
    public void rebind(Name name, Object object) throws NamingException {
        rebind(name.toString(), object);
    }

    @Override
    public void unbind(Name name) throws NamingException {
        unbind(name.toString());
    }

    @Override
    public Object lookupLink(Name name) throws NamingException {
        return lookup(name);
    }

    @Override
    public Object lookupLink(String name) throws NamingException {
        return lookup(name);
    }

    @Override
    public void rename(Name from, Name to) throws NamingException {
        throw unsupported("rename");
    }

    @Override
    public void rename(String from, String to) throws NamingException {
        throw unsupported("rename");
    }

    @Override
    public NamingEnumeration<NameClassPair> list(Name name) throws NamingException {
        throw unsupported("list");
    }

    @Override
    public NamingEnumeration<NameClassPair> list(String name) throws NamingException {
        throw unsupported("list");
    }

    @Override
    public NamingEnumeration<Binding> listBindings(Name name) throws NamingException {
        throw unsupported("listBindings");
    }

    @Override
    public NamingEnumeration<Binding> listBindings(String name) throws NamingException {
        throw unsupported("listBindings");
    }

    @Override
    public void destroySubcontext(Name name) throws NamingException {
        throw unsupported("destroySubcontext");
    }

    @Override
    public void destroySubcontext(String name) throws NamingException {
        throw unsupported("destroySubcontext");
    }

    @Override
    public Context createSubcontext(Name name) throws NamingException {
        throw unsupported("createSubcontext");
    }

    @Override
    public Context createSubcontext(String name) throws NamingException {
        throw unsupported("createSubcontext");
    }

    private static NamingException unsupported(String what) {
        return new OperationNotSupportedException(
                what + " is not possible with names that are endpoints; lookup, bind, rebind and unbind are");
    }

    @Override
    public NameParser getNameParser(Name name) {
        return CompositeName::new;
    }

    @Override
    public NameParser getNameParser(String name) {
        return CompositeName::new;
    }

    @Override
    public Name composeName(Name name, Name prefix) throws NamingException {
        return ((Name) prefix.clone()).addAll(name);
    }

    @Override
    public String composeName(String name, String prefix) {
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    @Override
    public @Nullable Object addToEnvironment(String key, Object value) {
        return environment.put(key, value);
    }

    @Override
    public @Nullable Object removeFromEnvironment(String key) {
        return environment.remove(key);
    }

    @Override
    public Hashtable<?, ?> getEnvironment() {
        return new Hashtable<>(environment);
    }

    @Override
    public String getNameInNamespace() {
        return "";
    }

    /** Changes nothing: what is bound stays bound. */
    @Override
    public void close() {
        // Belongs to the process.
    }
}
