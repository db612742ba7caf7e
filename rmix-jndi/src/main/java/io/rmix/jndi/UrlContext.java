package io.rmix.jndi;

import io.rmix.Endpoint;
import java.rmi.Remote;
import java.util.Hashtable;
import java.util.List;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import javax.naming.OperationNotSupportedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Names that are endpoints: {@code rmi} ones go to the JDK's registries, all others to RMIX. */
@SuppressWarnings("BanJNDI") // that is what it is: a provider of JNDI, whose names are addresses
final class UrlContext extends PlainContext {
    private static final Logger LOG = LoggerFactory.getLogger(UrlContext.class);
    private static final String INSECURE = "rmix.jndi.insecureBind";

    UrlContext(Hashtable<?, ?> environment) {
        super(environment);
    }

    private ProcessRmix rmix() {
        return ProcessRmix.get("true".equals(getEnvironment().get(INSECURE)));
    }

    /** The object at the first endpoint that answers. */
    @Override
    public Object lookup(String name) throws NamingException {
        @Nullable NamingException failure = null;
        for (Address address : Address.parse(name)) {
            try {
                if (address instanceof Address.Rmix ours) return rmix().lookup(ours.endpoint());
                return JdkRegistry.lookup((Address.Jdk) address);
            } catch (NamingException e) {
                if (failure != null) e.addSuppressed(failure);
                failure = e;
                LOG.info("looked up in vain: {}", e.getMessage());
            }
        }
        throw failure != null ? failure : new NameNotFoundException(name);
    }

    @Override
    public void bind(String name, Object object) throws NamingException {
        bind(name, object, false);
    }

    @Override
    public void rebind(String name, Object object) throws NamingException {
        bind(name, object, true);
    }

    /** At RMIX first, which can fail for more reasons: a registry then still has what it had. Of several registries, those before one that fails keep it. */
    private void bind(String name, Object object, boolean replace) throws NamingException {
        if (!(object instanceof Remote servant))
            throw new OperationNotSupportedException(
                    name + ": only objects that implement java.rmi.Remote can be bound, not "
                            + (object == null ? "null" : object.getClass().getName()));
        List<Address> all = Address.parse(name);
        List<Endpoint> ours = Address.endpoints(all);
        if (!ours.isEmpty()) rmix().bind(ours, servant, replace);
        try {
            for (Address.Jdk address : Address.jdks(all)) JdkRegistry.bind(address, servant, replace);
        } catch (NamingException e) {
            if (!ours.isEmpty()) rmix().unbind(ours);
            throw e;
        }
    }

    @Override
    public void unbind(String name) throws NamingException {
        List<Address> all = Address.parse(name);
        for (Address.Jdk address : Address.jdks(all)) JdkRegistry.unbind(address);
        List<Endpoint> ours = Address.endpoints(all);
        if (!ours.isEmpty()) rmix().unbind(ours);
    }
}
