package io.rmix.dvm.runtime;

import java.time.Instant;
import java.util.List;

/** A small service for tests: accounts by name. */
public interface Ledger {
    /** @throws OverdrawnException if the account would fall below zero */
    long add(String account, long amount) throws OverdrawnException;

    /** Balances in the order of names. */
    List<Balance> balances();

    /** The time of the last command. */
    Instant lastChange();

    /** Fails in a way that is not declared. */
    void fail(String message);

    /** A row. */
    record Balance(String account, long amount) {}
}
