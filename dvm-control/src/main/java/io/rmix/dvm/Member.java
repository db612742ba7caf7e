package io.rmix.dvm;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * One incarnation of one process, Java or C.
 *
 * @param name name of the node, unique in the DVM; 1 to 64 characters of {@code [A-Za-z0-9._-]}
 * @param incarnation grows with every start of the node; of two living incarnations of a name the greater wins
 * @param priority unique in the DVM; decides ties of message numbers (the higher is delivered first) and who coordinates
 */
public record Member(String name, long incarnation, int priority) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    /** Checks the name and the signs. */
    public Member {
        Objects.requireNonNull(name, "name");
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("member name '" + name + "': expected 1 to 64 of A-Z a-z 0-9 . _ -");
        }
        if (incarnation < 0) {
            throw new IllegalArgumentException(
                    "incarnation of " + name + " is " + incarnation + ": expected 0 or more");
        }
    }

    /** {@code name#incarnation}. */
    @Override
    public String toString() {
        return name + "#" + incarnation;
    }
}
