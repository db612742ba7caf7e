package io.rmix.cli.config;

import org.jspecify.annotations.Nullable;

/**
 * Where something stands in a file.
 *
 * @param file the file's name as the user gave it
 * @param line counted from 1
 * @param column counted from 1
 */
record Place(String file, int line, int column) {
    /** An error at this place; the message says what is wrong and what was expected. */
    ConfigurationException error(String format, @Nullable Object... arguments) {
        return new ConfigurationException(this + ": " + format.formatted(arguments));
    }

    /** {@code file:line:column}, as editors and compilers write it. */
    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
