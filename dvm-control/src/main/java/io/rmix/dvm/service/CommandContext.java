package io.rmix.dvm.service;

import java.time.Instant;
import java.util.Objects;

/**
 * What a replica may know of a command beside its bytes; equal at every member.
 *
 * @param position number of the command's message in the total order of the DVM, counted from 1
 * @param view number of the view that delivered it
 * @param time the originator's clock when it took the command, in milliseconds, made monotonic in delivery order
 */
public record CommandContext(long position, long view, Instant time) {
    private static final ThreadLocal<CommandContext> CURRENT = new ThreadLocal<>();

    /** Refuses null. */
    public CommandContext {
        Objects.requireNonNull(time, "time");
    }

    /**
     * The context of the command that this thread applies: how an implementation of a plain interface learns the time.
     *
     * @throws IllegalStateException on a thread that applies no command
     */
    public static CommandContext current() {
        CommandContext current = CURRENT.get();
        if (current == null) {
            throw new IllegalStateException("no command is being applied on thread '"
                    + Thread.currentThread().getName()
                    + "': only a replicated service has a command context, while it applies a command");
        }
        return current;
    }

    /** Begins a command on this thread. */
    void enter() {
        CURRENT.set(this);
    }

    /** Ends the command of this thread. */
    static void leave() {
        CURRENT.remove();
    }
}
