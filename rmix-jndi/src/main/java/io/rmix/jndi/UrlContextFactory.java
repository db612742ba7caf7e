package io.rmix.jndi;

import java.util.Hashtable;
import javax.naming.Context;
import javax.naming.Name;
import javax.naming.OperationNotSupportedException;
import javax.naming.spi.ObjectFactory;
import org.jspecify.annotations.Nullable;

/**
 * Makes contexts for names that are endpoints. JNDI finds the factories for {@code grpc:}, {@code soap:}, {@code xmlrpc:} and {@code rmi:} when
 * the class path has a file {@code jndi.properties} with
 *
 * <pre>java.naming.factory.url.pkgs = io.rmix.jndi</pre>
 *
 * <p>A name is one endpoint, or several separated by spaces or commas: {@code rmi://127.0.0.1:1099/bank grpc://127.0.0.1:9000/bank}.
 *
 * <ul>
 *   <li>{@code lookup} gives the object at the first of them that answers: an instance of its service interface, which must extend {@link java.rmi.Remote}
 *       and be on the class path. A call that fails throws {@link java.rmi.RemoteException}, whose message ends in {@code [CODE, OUTCOME]}.
 *   <li>{@code bind} and {@code rebind} make a servant callable at all of them, {@code unbind} ends that.
 *   <li>{@code rmi} endpoints go to the JDK's own Java RMI and the registry at their address, as without RMIX.
 *   <li>Every other operation throws {@link OperationNotSupportedException}.
 * </ul>
 *
 * <p><b>Security.</b> A name is used only as an endpoint that the program itself gave. A {@link javax.naming.Reference} is never followed and no code is
 * loaded from elsewhere, whatever a peer or a registry answers. Endpoints listen on loopback unless the property {@code rmix.jndi.insecureBind} is {@code true},
 * in the environment of the first context or in {@code jndi.properties}.
 *
 * <p><b>Process.</b> What is bound and looked up belongs to one {@link io.rmix.Rmix} of the process, which is made when it is first needed, and closed,
 * draining, when the JVM shuts down. <b>Threads.</b> Safe for any number of threads.
 */
public abstract class UrlContextFactory implements ObjectFactory {
    /** For the factory of one scheme. */
    protected UrlContextFactory() {}

    /**
     * A context, if JNDI asks for one of the scheme: without an object.
     *
     * @throws OperationNotSupportedException if there is an object, a URL or several: references are not followed
     */
    @Override
    public Object getObjectInstance(
            @Nullable Object object,
            @Nullable Name name,
            @Nullable Context context,
            @Nullable Hashtable<?, ?> environment)
            throws OperationNotSupportedException {
        if (object != null)
            throw new OperationNotSupportedException(
                    "references are not followed: look the endpoint up by its name with InitialContext.lookup");
        return new UrlContext(environment == null ? new Hashtable<>() : environment);
    }
}
