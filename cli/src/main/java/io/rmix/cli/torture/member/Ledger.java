package io.rmix.cli.torture.member;

import io.rmix.Name;

/**
 * The replicated service of a torture: writes down numbered contents, those of each client in the order of their numbers, each once. No method is
 * idempotent as far as RMIX knows, so that it sends nothing again by itself: clients do, and say which attempt it is.
 */
@Name("dvm.torture.Ledger")
public interface Ledger {
    /** Exported name. */
    String SERVICE = "ledger";

    /**
     * Writes the next content of a client; a number that is written already changes nothing.
     *
     * @param client who sends it
     * @param number of the client, one more than the last one written
     * @param attempt counts all sendings of the client
     * @param content what {@link Content#of} makes of client and number
     */
    Receipt write(long client, long number, long attempt, byte[] content);

    /**
     * The last number of a client that is written, 0 if none is. Asked in the total order, as every command is.
     *
     * @param client who asks
     */
    long written(long client);

    /** The members are to broadcast nothing more. */
    void rest();
}
