package io.rmix.examples.jobqueue.swf;

import io.rmix.examples.jobqueue.Job;
import java.util.List;
import java.util.Optional;
import java.util.StringTokenizer;
import java.util.regex.Pattern;

/** One job's line: 18 numbers apart by blanks, -1 for what is missing. */
final class SwfLine {
    private static final List<String> NAMES = List.of(
            "job number",
            "submit time",
            "wait time",
            "run time",
            "allocated processors",
            "average CPU time",
            "used memory",
            "requested processors",
            "requested time",
            "requested memory",
            "status",
            "user",
            "group",
            "executable",
            "queue",
            "partition",
            "preceding job",
            "think time");
    private static final int FIELDS = NAMES.size();
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]++(\\.[0-9]*+)?([eE][+-]?[0-9]++)?");
    private static final int QUOTED = 60;

    /** A field that could not be used; the reader knows the line. */
    static final class FieldException extends Exception {
        private static final long serialVersionUID = 1;

        final int field;

        FieldException(int field, String reason) {
            super(reason);
            this.field = field;
        }
    }

    private final String[] texts;

    private SwfLine(String[] texts) {
        this.texts = texts;
    }

    /** The job of a line; none if the line is one burst of a job that has a line for its whole (status 2, 3 and 4). */
    static Optional<Job> parse(String line) throws FieldException {
        SwfLine fields = split(line);
        long number = fields.whole(1, 1, Long.MAX_VALUE);
        long submit = fields.whole(2, 0, Job.MAX_SUBMIT);
        long runTime = fields.whole(4, 0, Job.MAX_SECONDS);
        int processorsFrom = fields.missing(5) ? 8 : 5;
        if (fields.missing(processorsFrom)) {
            throw new FieldException(5, "is missing, and so is field 8 (" + name(8) + "); one of them is needed");
        }
        int processors = (int) fields.whole(processorsFrom, 1, Job.MAX_PROCESSORS);
        long estimate = fields.missing(9) ? runTime : fields.whole(9, 0, Job.MAX_SECONDS);
        for (int field = 3; field <= FIELDS; field++) {
            if (!NUMBER.matcher(fields.text(field)).matches()) {
                throw new FieldException(field, "is " + quote(fields.text(field)) + "; expected a number");
            }
        }
        boolean burst = fields.text(11).matches("[234]");
        return burst ? Optional.empty() : Optional.of(new Job(number, submit, runTime, estimate, processors));
    }

    /** The format's name of a field, from 1 to 18. */
    static String name(int field) {
        return NAMES.get(field - 1);
    }

    /** Text from a file, fit for a message: short and without control characters. */
    static String quote(String text) {
        String shown = text.length() > QUOTED ? text.substring(0, QUOTED) + "…" : text;
        return '"' + shown.replaceAll("\\p{Cntrl}", "?") + '"';
    }

    private static SwfLine split(String line) throws FieldException {
        StringTokenizer tokens = new StringTokenizer(line, " \t");
        int count = tokens.countTokens();
        if (count != FIELDS) {
            throw new FieldException(0, "has " + count + " fields; expected " + FIELDS);
        }
        String[] texts = new String[FIELDS];
        for (int i = 0; i < FIELDS; i++) {
            texts[i] = tokens.nextToken();
        }
        return new SwfLine(texts);
    }

    private String text(int field) {
        return texts[field - 1];
    }

    private boolean missing(int field) {
        return text(field).equals("-1");
    }

    private long whole(int field, long least, long most) throws FieldException {
        if (missing(field)) {
            throw new FieldException(field, "is missing (-1); it is needed");
        }
        try {
            long value = Long.parseLong(text(field));
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new FieldException(field, expected(field, least, most));
        }
        throw new FieldException(field, expected(field, least, most));
    }

    private String expected(int field, long least, long most) {
        return "is " + quote(text(field)) + "; expected a whole number from " + least + " to " + most;
    }
}
