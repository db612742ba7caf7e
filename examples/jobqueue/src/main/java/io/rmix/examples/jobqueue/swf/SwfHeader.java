package io.rmix.examples.jobqueue.swf;

import io.rmix.examples.jobqueue.Job;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The header comments of a trace, {@code ; Key: value}, those before the first job.
 *
 * @param values the values of each key, in the order of the file; some keys ({@code Note}, {@code Queue}) come more than once
 */
public record SwfHeader(Map<String, List<String>> values) {
    private static final Pattern COMMENT = Pattern.compile(";\\s*([A-Za-z][A-Za-z0-9_]*):\\s*(.*?)\\s*");

    /** A number may be followed by an explanation, as the format has it for MaxNodes. */
    private static final Pattern NUMBER = Pattern.compile("(-?[0-9]{1,18})(?:[\\s(,;].*)?");

    public SwfHeader {
        Map<String, List<String>> copy = new LinkedHashMap<>();
        values.forEach((key, list) -> copy.put(key, List.copyOf(list)));
        values = Collections.unmodifiableMap(copy);
    }

    /** The first value of a key. */
    public Optional<String> first(String key) {
        return Optional.ofNullable(values.get(key)).map(list -> list.get(0));
    }

    /** Processors of the machine, if the header says so. */
    public OptionalInt maxProcs() {
        return count("MaxProcs");
    }

    /** Nodes of the machine, if the header says so. */
    public OptionalInt maxNodes() {
        return count("MaxNodes");
    }

    /** Processors of the machine: MaxProcs, else MaxNodes. */
    public OptionalInt processors() {
        return maxProcs().isPresent() ? maxProcs() : maxNodes();
    }

    /** When the trace's time 0 was, in seconds since 1970, if the header says so. */
    public OptionalLong unixStartTime() {
        return number("UnixStartTime");
    }

    private OptionalInt count(String key) {
        OptionalLong number = number(key);
        return number.isPresent() && number.getAsLong() > 0
                ? OptionalInt.of((int) number.getAsLong())
                : OptionalInt.empty();
    }

    private OptionalLong number(String key) {
        Optional<Matcher> number = first(key).map(NUMBER::matcher).filter(Matcher::matches);
        return number.isPresent() ? OptionalLong.of(Long.parseLong(number.get().group(1))) : OptionalLong.empty();
    }

    /** Collects the comments as they are read. */
    static final class Builder {
        private final Map<String, List<String>> values = new LinkedHashMap<>();

        /** Adds a comment line; gives what is wrong with it, if it has a key of ours with a value that is none. */
        Optional<String> add(String comment) {
            Matcher matcher = COMMENT.matcher(comment);
            if (!matcher.matches()) {
                return Optional.empty();
            }
            String key = matcher.group(1);
            String value = matcher.group(2);
            long most = switch (key) {
                case "MaxProcs", "MaxNodes" -> Job.MAX_PROCESSORS;
                case "UnixStartTime" -> Long.MAX_VALUE;
                default -> -1;
            };
            if (most >= 0) {
                Matcher number = NUMBER.matcher(value);
                if (!number.matches() || Long.parseLong(number.group(1)) > most) {
                    return Optional.of(key + " is " + SwfLine.quote(value) + "; expected a whole number up to " + most);
                }
            }
            values.computeIfAbsent(key, k -> new ArrayList<>()).add(value);
            return Optional.empty();
        }

        SwfHeader build() {
            return new SwfHeader(values);
        }
    }
}
