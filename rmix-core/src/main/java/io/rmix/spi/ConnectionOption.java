package io.rmix.spi;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Something about a provider's connections that a rule of {@link io.rmix.Links} may say, as a text. A provider has each as a constant, lists them in {@link
 * Provider#options} and asks for their values with {@link #in}. Immutable.
 *
 * @param <T> type of the value
 */
public final class ConnectionOption<T> {
    /** How long making a connection may take, for providers that make some over TCP; 10 s by default. */
    public static final ConnectionOption<Duration> CONNECT_TIMEOUT = duration(
            "connect-timeout",
            Duration.ofMillis(1),
            Duration.ofMinutes(10),
            Duration.ofSeconds(10),
            "how long making a connection may take; then a call ends with UNAVAILABLE, NOT_INVOKED");

    private final String name;
    private final String takes;
    private final String usual;
    private final String effect;
    private final Function<String, Optional<T>> reader;

    private ConnectionOption(
            String name, String takes, String usual, String effect, Function<String, Optional<T>> reader) {
        this.name = name;
        this.takes = takes;
        this.usual = usual;
        this.effect = effect;
        this.reader = reader;
        if (!name.matches("[a-z][a-z0-9-]*"))
            throw new IllegalArgumentException("'" + name + "' is no name of an option, such as connect-timeout");
        if (read(usual).isEmpty()) throw new IllegalArgumentException(name + ": its default is not " + takes);
    }

    /**
     * One that takes a duration.
     *
     * @param name lower case letters, digits and hyphens
     * @param least the range's lower end, which it takes
     * @param most the upper end, which it takes
     * @param usual default
     * @param effect one line for people
     */
    public static ConnectionOption<Duration> duration(
            String name, Duration least, Duration most, Duration usual, String effect) {
        return new ConnectionOption<>(
                name,
                "a duration from " + Durations.format(least) + " to " + Durations.format(most),
                Durations.format(usual),
                effect,
                text -> Durations.parse(text)
                        .filter(value -> value.compareTo(least) >= 0 && value.compareTo(most) <= 0));
    }

    /**
     * One that takes one of some words.
     *
     * @param name lower case letters, digits and hyphens
     * @param usual default, one of the words
     * @param effect one line for people
     */
    public static ConnectionOption<String> choice(String name, List<String> words, String usual, String effect) {
        List<String> known = List.copyOf(words);
        return new ConnectionOption<>(
                name,
                "one of " + String.join(", ", known),
                usual,
                effect,
                text -> Optional.of(text).filter(known::contains));
    }

    /** Its name. */
    public String name() {
        return name;
    }

    /** What it takes, in words. */
    public String takes() {
        return takes;
    }

    /** The default, as text. */
    public String usual() {
        return usual;
    }

    /** What it does, one line for people. */
    public String effect() {
        return effect;
    }

    /** The value of a text; empty if it does not take it. */
    public Optional<T> read(String text) {
        return reader.apply(text);
    }

    /** Its value for a connection, the default if nothing is said of it. */
    public T in(ClientEnvironment environment) {
        String text = environment.options().getOrDefault(name, usual);
        return read(text).orElseThrow(() -> new IllegalArgumentException(refusal(text)));
    }

    private String refusal(String text) {
        return name + ": expected " + takes + ", not '" + text + "'";
    }

    /**
     * Checks what is said for connections of a scheme.
     *
     * @param known options of the scheme's provider
     * @param given values by name
     * @throws IllegalArgumentException if there is no such option, or it does not take the value; it names scheme, option, value and what is
     *     expected
     */
    public static void check(String scheme, List<ConnectionOption<?>> known, Map<String, String> given) {
        given.forEach((name, text) -> {
            ConnectionOption<?> option = known.stream()
                    .filter(each -> each.name.equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("options of " + scheme + ": there is no '" + name
                            + "'; expected " + (known.isEmpty() ? "none" : "one of " + names(known))));
            if (option.read(text).isEmpty())
                throw new IllegalArgumentException("options of " + scheme + ": " + option.refusal(text));
        });
    }

    private static String names(List<ConnectionOption<?>> known) {
        return String.join(", ", known.stream().map(ConnectionOption::name).toList());
    }

    /** Its name. */
    @Override
    public String toString() {
        return name;
    }
}
