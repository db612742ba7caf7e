package io.rmix.cli;

/** What a process of the command line tells its caller. */
public final class ExitCode {
    /** Done as asked. */
    public static final int OK = 0;
    /** Tried and failed. */
    public static final int FAILED = 1;
    /** Not tried: wrong usage or configuration. */
    public static final int USAGE = 2;

    /** A call ended in an exception that its contract declares. */
    public static final int DECLARED = 3;

    private ExitCode() {}
}
