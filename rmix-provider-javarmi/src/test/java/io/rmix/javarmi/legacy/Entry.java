package io.rmix.javarmi.legacy;

import java.io.Serializable;
import java.util.List;

/** A line of an account. */
public record Entry(String name, long amount, Kind kind, List<String> tags) implements Serializable {
    /** What kind of line. */
    public enum Kind {
        IN,
        OUT
    }
}
