package io.rmix.jndi;

import java.rmi.AccessException;
import java.rmi.AlreadyBoundException;
import java.rmi.NotBoundException;
import java.rmi.Remote;
import java.rmi.RemoteException;
import java.rmi.registry.LocateRegistry;
import java.rmi.registry.Registry;
import javax.naming.CommunicationException;
import javax.naming.NameAlreadyBoundException;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import javax.naming.NoPermissionException;
import javax.naming.ServiceUnavailableException;

/**
 * Java RMI as the JDK has it. Asks the registry itself and not through the JDK's JNDI provider, which would follow a {@link javax.naming.Reference} that
 * somebody has put there.
 */
final class JdkRegistry {
    private JdkRegistry() {}

    private interface Action<T> {
        T on(Registry registry) throws RemoteException, NotBoundException, AlreadyBoundException;
    }

    static Remote lookup(Address.Jdk address) throws NamingException {
        return at(address, registry -> registry.lookup(address.name()));
    }

    static void bind(Address.Jdk address, Remote servant, boolean replace) throws NamingException {
        at(address, registry -> {
            if (replace) registry.rebind(address.name(), servant);
            else registry.bind(address.name(), servant);
            return address;
        });
    }

    /** A name that is not bound is none, as JNDI wants it. */
    static void unbind(Address.Jdk address) throws NamingException {
        at(address, registry -> {
            try {
                registry.unbind(address.name());
            } catch (NotBoundException e) {
                return address;
            }
            return address;
        });
    }

    private static <T> T at(Address.Jdk address, Action<T> action) throws NamingException {
        String text = address.toString();
        try {
            return action.on(LocateRegistry.getRegistry(address.host(), address.port()));
        } catch (NotBoundException e) {
            throw Failures.because(new NameNotFoundException(text), e);
        } catch (AlreadyBoundException e) {
            throw Failures.because(new NameAlreadyBoundException(text), e);
        } catch (AccessException e) {
            throw Failures.because(new NoPermissionException(text + ": " + e.getMessage()), e);
        } catch (java.rmi.ConnectException | java.rmi.UnknownHostException e) {
            throw Failures.because(new ServiceUnavailableException(text + ": " + e.getMessage()), e);
        } catch (RemoteException e) {
            throw Failures.because(new CommunicationException(text + ": " + e.getMessage()), e);
        }
    }
}
