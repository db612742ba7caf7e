package org.example.bank;

import java.io.Serializable;

/**
 * One line of a statement.
 *
 * @param kind in or out
 * @param balance after it
 */
public record Booking(Kind kind, long cents, long balance) implements Serializable {
    /** Which way. */
    public enum Kind {
        IN,
        OUT
    }
}
