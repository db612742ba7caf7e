package io.rmix.cli.fleet;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Shows how a demo goes on. On a terminal a block of lines is redrawn in place; elsewhere the first line of the block is printed now
 * and then, so that a log stays readable.
 *
 * <p>Not for concurrent use.
 */
public final class Screen {
    /** The launcher sets this system property to true when standard error is a terminal. */
    public static final String TERMINAL_PROPERTY = "dvm.terminal";

    private static final Duration REDRAW = Duration.ofMillis(200);
    private static final Duration LINE = Duration.ofSeconds(5);

    /** Longer lines would take two rows of a usual terminal, and the block could not be redrawn in place. */
    private static final int WIDTH = 79;

    private final PrintStream out;
    private final boolean terminal;
    private final LongSupplier nanoTime;
    private int drawn;
    private long next;

    /**
     * A screen with nothing on it.
     *
     * @param nanoTime the time, as {@link System#nanoTime} gives it
     */
    public Screen(PrintStream out, boolean terminal, LongSupplier nanoTime) {
        this.out = out;
        this.terminal = terminal;
        this.nanoTime = nanoTime;
        this.next = nanoTime.getAsLong();
    }

    /** Standard error, and what the launcher said of it. */
    public static Screen ofProcess() {
        return new Screen(System.err, Boolean.getBoolean(TERMINAL_PROPERTY), System::nanoTime);
    }

    /** Whether {@link #show} would show anything now; it is not worth making the lines otherwise. */
    public boolean isDue() {
        return nanoTime.getAsLong() - next >= 0;
    }

    /** Shows the lines in place of those shown last. */
    public void show(List<String> lines) {
        next = nanoTime.getAsLong() + (terminal ? REDRAW : LINE).toNanos();
        if (!terminal) {
            out.println(lines.get(0));
            return;
        }
        StringBuilder text = new StringBuilder();
        if (drawn > 0) {
            text.append("\033[").append(drawn).append('A');
        }
        lines.forEach(line -> text.append("\r\033[K")
                .append(line, 0, Math.min(line.length(), WIDTH))
                .append('\n'));
        text.append("\033[J");
        out.print(text);
        out.flush();
        drawn = lines.size();
    }

    /** Prints a line that stays, in place of those shown last; what is shown next comes below it. */
    public void say(String line) {
        if (drawn > 0) {
            out.print("\033[" + drawn + "A\r\033[J");
        }
        out.println(line);
        drawn = 0;
    }
}
