package io.rmix.jndi;

import java.rmi.Remote;
import java.rmi.RemoteException;
import java.util.List;

/** A service as programs for Java RMI declare one. */
public interface Ledger extends Remote {
    long add(String text, long amount) throws RemoteException, LedgerException;

    List<String> texts() throws RemoteException;

    /** Runs at the caller. */
    default String last() throws RemoteException {
        List<String> all = texts();
        return all.get(all.size() - 1);
    }

    /** What the servant refuses. */
    class LedgerException extends Exception {
        private static final long serialVersionUID = 1;

        public LedgerException(String message) {
            super(message);
        }
    }

    /** A servant that is not exported to Java RMI. */
    class Book implements Ledger {
        private final List<String> texts = new java.util.concurrent.CopyOnWriteArrayList<>();
        private final java.util.concurrent.atomic.AtomicLong sum = new java.util.concurrent.atomic.AtomicLong();

        @Override
        public long add(String text, long amount) throws LedgerException {
            if (amount < 0) throw new LedgerException("negative: " + amount);
            if (amount == 0) throw new IllegalStateException("the password");
            texts.add(text);
            return sum.addAndGet(amount);
        }

        @Override
        public List<String> texts() {
            return List.copyOf(texts);
        }
    }
}
