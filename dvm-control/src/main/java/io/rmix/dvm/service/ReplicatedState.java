package io.rmix.dvm.service;

import io.rmix.dvm.service.ReplicatedService.Snapshot;
import java.io.IOException;
import java.io.InputStream;

/**
 * What an implementation of a plain service interface adds to become a replica: its whole state can be written and read back.
 * The methods of the service interface are the commands; they keep the rules of {@link ReplicatedService}: deterministic, on one
 * thread, and a command that is refused leaves the state unchanged.
 */
public interface ReplicatedState {
    /**
     * Takes a snapshot of the state as it is now, quickly. {@link Snapshot#writeTo} runs on another thread while commands go
     * on, and must not see them.
     */
    Snapshot snapshot();

    /**
     * Replaces the state by one that {@link Snapshot#writeTo} wrote.
     *
     * @throws IOException if the stream fails or does not hold a snapshot; the replica is then discarded
     */
    void restore(InputStream in) throws IOException;
}
