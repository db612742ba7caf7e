package io.rmix.contract;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Takes the lines below {@code operation NAME} of a lock file; used for one operation. */
final class LockedOperationReader {
    private static final Pattern PARAMETER = Pattern.compile("parameter\\s+(\\w+)\\s+(" + TypeNames.PATTERN + ")");
    private static final Pattern RESULT = Pattern.compile("result\\s+(" + TypeNames.PATTERN + ")");
    private static final Pattern THROWS = Pattern.compile("throws\\s+(\\w+)");
    private static final Pattern MARK = Pattern.compile("mark\\s+(" + LockedOperation.ONE_WAY + "|"
            + LockedOperation.IDEMPOTENT + "|" + LockedOperation.SERIAL + ")");
    private static final Pattern SIGNATURE = Pattern.compile("native\\s+(\\S+)");

    private final Map<String, String> parameters = new LinkedHashMap<>();
    private final Set<String> exceptions = new LinkedHashSet<>();
    private final Set<String> marks = new LinkedHashSet<>();
    private @Nullable String result;
    private String signature = "";

    /** Whether the line is one of an operation that is not there yet. */
    boolean take(String line) {
        Matcher matcher;
        if ((matcher = PARAMETER.matcher(line)).matches()) {
            return parameters.put(matcher.group(1), matcher.group(2)) == null;
        } else if ((matcher = RESULT.matcher(line)).matches()) {
            boolean first = result == null;
            result = matcher.group(1);
            return first;
        } else if ((matcher = THROWS.matcher(line)).matches()) {
            return exceptions.add(matcher.group(1));
        } else if ((matcher = MARK.matcher(line)).matches()) {
            return marks.add(matcher.group(1));
        } else if ((matcher = SIGNATURE.matcher(line)).matches()) {
            boolean first = signature.isEmpty();
            signature = matcher.group(1);
            return first;
        }
        return false;
    }

    /** The operation, or null if it has no result. */
    @Nullable LockedOperation finish() {
        return result == null ? null : new LockedOperation(parameters, result, exceptions, marks, signature);
    }
}
