package example.bank;

import java.io.Serializable;
import java.rmi.Remote;
import java.rmi.RemoteException;
import java.util.List;

/** A plain Java RMI interface in nobody's package. */
public interface Teller extends Remote {
    Slip pay(Slip slip, Integer times) throws RemoteException, OverdrawnException;

    List<Currency> currencies() throws RemoteException;

    /** What is paid. */
    record Slip(String owner, long cents, Currency currency) implements Serializable {}

    /** In which. */
    enum Currency {
        EUR,
        USD
    }

    /** Declared. */
    final class OverdrawnException extends Exception {
        private static final long serialVersionUID = 42;
        private final long missing;

        public OverdrawnException(String message, long missing) {
            super(message);
            this.missing = missing;
        }

        public long missing() {
            return missing;
        }
    }
}
