package io.rmix.javarmi.legacy;

import java.rmi.Remote;
import java.rmi.RemoteException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** One type of parameter of each kind that serialisation carries. */
public interface Account extends Remote {
    long deposit(long amount) throws RemoteException;

    long withdraw(long amount) throws RemoteException, OverdrawnException;

    byte[] echo(byte[] data) throws RemoteException;

    List<Entry> entries(List<Entry> entries, Map<String, Long> limits) throws RemoteException;

    Map<String, Long> totals(List<String> names) throws RemoteException;

    String describe(
            boolean flag,
            int number,
            Integer boxed,
            double ratio,
            Entry entry,
            Entry.Kind kind,
            Instant at,
            Duration span)
            throws RemoteException;

    /** Gives back what is the same as the sample, and fails on all else. */
    Sheet copy(Sheet sheet) throws RemoteException;

    /** Each type by itself, as a result. */
    boolean isOpen() throws RemoteException;

    int branch() throws RemoteException;

    double rate() throws RemoteException;

    Entry.Kind kind(Entry.Kind kind) throws RemoteException;

    Instant moved(Instant at, Duration by) throws RemoteException;

    Duration until(Instant from, Instant to) throws RemoteException;

    void crash(String reason) throws RemoteException;

    String pause(String token) throws RemoteException;

    boolean paused() throws RemoteException;

    void note(String text) throws RemoteException;

    List<String> notes() throws RemoteException;
}
