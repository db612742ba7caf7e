package io.rmix.http;

/** The documents of a protocol over HTTP, for tests that send them as they please. */
public interface Documents {
    String scheme();

    /** Where calls of the service {@code kit} are POSTed to. */
    String path();

    /** A call of {@code nothing}. */
    String nothing();

    /** The answer to one. */
    String nothingAnswered();

    /** A call of {@code echoString}; the content is markup. */
    String echo(String content);

    /** Whether an answer, head and body, has the text that was to be echoed. */
    boolean echoes(String answer, String text);

    /** Whether an answer, head and body, refuses what is no document of the protocol. */
    boolean refuses(String answer);
}
