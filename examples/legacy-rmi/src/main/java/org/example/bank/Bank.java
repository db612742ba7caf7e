package org.example.bank;

import java.rmi.Remote;
import java.rmi.RemoteException;
import java.util.List;

/** Accounts by owner, in cents. */
public interface Bank extends Remote {
    long deposit(String owner, long cents) throws RemoteException;

    long withdraw(String owner, long cents) throws RemoteException, OverdrawnException;

    List<Booking> statement(String owner) throws RemoteException;
}
