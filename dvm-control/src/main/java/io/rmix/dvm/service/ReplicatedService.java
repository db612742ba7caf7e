package io.rmix.dvm.service;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * One replica of a service, held by every member of a distributed virtual machine and fed with the same commands in the same
 * order.
 *
 * <p><b>Determinism.</b> The answer and the new state follow from the old state, the context and the command alone: no clock, no
 * randomness, no iteration order that differs from run to run, no calls to others. Time comes from {@link CommandContext#time()}.
 *
 * <p><b>Threads.</b> All methods but {@link Snapshot#writeTo} are called on one thread, the member's apply thread, one after another.
 */
public interface ReplicatedService {
    /**
     * Applies one command.
     *
     * @param context position, view and time of the command, the same at every member
     * @param command the command's bytes; not to be changed or kept
     * @return the answer, given to the submitter by the member that took the command
     * @throws RuntimeException if the command is refused; the state must then be unchanged. The submitter gets the message. An {@link Error} is no refusal: the member says
     *     so to the others and leaves
     */
    byte[] apply(CommandContext context, byte[] command);

    /**
     * Takes a snapshot of the state as it is now, quickly: what takes long belongs into {@link Snapshot#writeTo}, which runs
     * on another thread while {@link #apply} goes on.
     */
    Snapshot snapshot();

    /**
     * Replaces the state by one that {@link Snapshot#writeTo} wrote.
     *
     * @throws IOException if the stream fails or does not hold a snapshot; the replica is then discarded
     */
    void restore(InputStream in) throws IOException;

    /** A state at one position, unaffected by later commands. */
    interface Snapshot {
        /**
         * Writes the canonical encoding: equal states write equal bytes, at every member and in every language. State hashes
         * are taken over these bytes.
         */
        void writeTo(OutputStream out) throws IOException;
    }
}
