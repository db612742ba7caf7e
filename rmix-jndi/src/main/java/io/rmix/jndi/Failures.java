package io.rmix.jndi;

import io.rmix.Endpoint;
import io.rmix.InvocationException;
import io.rmix.Outcome;
import io.rmix.introspect.UnknownServiceException;
import java.rmi.ConnectException;
import java.rmi.MarshalException;
import java.rmi.NoSuchObjectException;
import java.rmi.RemoteException;
import java.rmi.ServerException;
import java.rmi.UnmarshalException;
import javax.naming.CommunicationException;
import javax.naming.InvalidNameException;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import javax.naming.NoPermissionException;
import javax.naming.ServiceUnavailableException;

/** What RMIX says, in the exceptions that programs for Java RMI and JNDI catch. */
final class Failures {
    private Failures() {}

    /**
     * A failed call, in the class by which Java RMI tells how far it got. It has no cause: such exceptions are sent on, and what is in an
     * {@link InvocationException} cannot be serialised; its message says all.
     */
    static RemoteException remote(InvocationException e) {
        String text = e.getMessage();
        RemoteException failure = switch (e.code()) {
            case SERVANT_FAILED -> new ServerException(text);
            case NO_SUCH_SERVICE -> new NoSuchObjectException(text);
            case UNAVAILABLE ->
                e.outcome() == Outcome.NOT_INVOKED ? new ConnectException(text) : new UnmarshalException(text);
            case INVALID, TOO_LARGE, UNSUPPORTED ->
                e.outcome() == Outcome.NOT_INVOKED ? new MarshalException(text) : new UnmarshalException(text);
            default -> new RemoteException(text);
        };
        failure.setStackTrace(e.getStackTrace());
        return failure;
    }

    /** An address that could not be asked. */
    static NamingException naming(Endpoint endpoint, InvocationException e) {
        String text = endpoint + ": " + e.getMessage();
        return because(
                switch (e.code()) {
                    case UNAVAILABLE -> new ServiceUnavailableException(text);
                    case DENIED -> new NoPermissionException(text);
                    default -> new CommunicationException(text);
                },
                e);
    }

    /** A name that is none here, or nothing there. */
    static NamingException naming(Endpoint endpoint, IllegalArgumentException e) {
        String text = endpoint + ": " + e.getMessage();
        return because(
                e.getCause() instanceof UnknownServiceException
                        ? new NameNotFoundException(text)
                        : new InvalidNameException(text),
                e);
    }

    static <E extends NamingException> E because(E failure, Throwable cause) {
        failure.setRootCause(cause);
        return failure;
    }
}
