package io.rmix.benchmarks.measure;

/** How a ratio compares with its target. */
public enum Verdict {
    /** There is no target. */
    NONE("-"),
    /** The aim, or the floor where there is no further aim, is met. */
    MET("met"),
    /** The floor is met, the aim is not. */
    FLOOR_HELD("floor held, aim missed"),
    /** Not even the floor is met. */
    MISSED("MISSED");

    private final String text;

    Verdict(String text) {
        this.text = text;
    }

    /** For tables. */
    public String text() {
        return text;
    }
}
