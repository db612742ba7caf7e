package org.example.bank;

import java.rmi.RemoteException;
import java.rmi.server.UnicastRemoteObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Keeps the accounts in memory. */
public class BankServant extends UnicastRemoteObject implements Bank {
    private static final long serialVersionUID = 1;

    private final transient Map<String, List<Booking>> accounts = new HashMap<>();

    public BankServant() throws RemoteException {
        super();
    }

    @Override
    public synchronized long deposit(String owner, long cents) {
        audit("deposit", owner, cents);
        return book(owner, Booking.Kind.IN, cents, balance(owner) + cents);
    }

    @Override
    public synchronized long withdraw(String owner, long cents) throws OverdrawnException {
        audit("withdraw", owner, cents);
        long left = balance(owner) - cents;
        if (left < 0) throw new OverdrawnException(owner + " has only " + balance(owner));
        return book(owner, Booking.Kind.OUT, cents, left);
    }

    @Override
    public synchronized List<Booking> statement(String owner) {
        if (owner.isEmpty()) throw new IllegalStateException("no owner");
        return new ArrayList<>(account(owner));
    }

    private long book(String owner, Booking.Kind kind, long cents, long balance) {
        account(owner).add(new Booking(kind, cents, balance));
        return balance;
    }

    private long balance(String owner) {
        List<Booking> all = account(owner);
        return all.isEmpty() ? 0 : all.get(all.size() - 1).balance();
    }

    private List<Booking> account(String owner) {
        return accounts.computeIfAbsent(owner, o -> new ArrayList<>());
    }

    /** The thread tells who calls: Java RMI names its threads so. */
    private static void audit(String what, String owner, long cents) {
        System.out.println("AUDIT " + what + " " + owner + " " + cents + " on "
                + Thread.currentThread().getName());
    }
}
