package io.rmix.cli;

/** What others wrote, made fit for a terminal. */
public final class Printable {
    private Printable() {}

    /** The text with a blank in place of each control character, which a terminal would obey. */
    public static String of(String text) {
        StringBuilder printable = new StringBuilder(text.length());
        text.chars().forEach(each -> printable.append(Character.isISOControl(each) ? ' ' : (char) each));
        return printable.toString();
    }
}
