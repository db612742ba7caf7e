package io.rmix.examples.jobqueue.swf;

/**
 * A line that could not be used.
 *
 * @param file the file's name as it was given
 * @param line the line's number, from 1
 * @param field the field's number, from 1 to 18; 0 if the line as a whole is meant
 * @param reason what is wrong and what was expected
 */
public record BadLine(String file, long line, int field, String reason) {
    /** {@code file:line: field 4 (run time): reason}. */
    @Override
    public String toString() {
        String where = field == 0 ? "" : "field " + field + " (" + SwfLine.name(field) + "): ";
        return file + ":" + line + ": " + where + reason;
    }
}
