package io.rmix.cli.torture.net;

import io.rmix.Endpoint;
import java.io.IOException;
import java.util.List;

/**
 * Where a member's processes run, one after another.
 *
 * <p><b>Threads.</b> Any.
 */
public interface Host {
    /** The command that runs a command here, in the same process: signals sent to it reach the command. */
    List<String> command(List<String> command);

    /** Address to listen at, such as {@code 127.0.0.1} or {@code 10.77.0.3}. */
    String address();

    /**
     * Where the other members reach an endpoint at which the member listens; the same each time it is asked for the same endpoint.
     *
     * @param bound an endpoint at {@link #address}
     * @throws IOException if there is no place left
     */
    Endpoint reachedAt(Endpoint bound) throws IOException;

    /** Tells which process is the member's from now on: told right after its start. */
    void runs(ProcessHandle process);
}
