package io.rmix.interceptors;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A pattern in which {@code *} stands for any characters, none among them. */
final class Glob {
    private final Pattern pattern;

    Glob(String text) {
        if (text.isEmpty()) throw new IllegalArgumentException("a pattern is empty; use * for anything");
        this.pattern = Pattern.compile(
                Arrays.stream(text.split("\\*+", -1)).map(Pattern::quote).collect(Collectors.joining(".*")),
                Pattern.DOTALL);
    }

    boolean matches(String text) {
        return pattern.matcher(text).matches();
    }
}
