package io.rmix.http;

/**
 * What a server answered.
 *
 * @param status such as 200
 * @param contentType as sent, or empty
 * @param body complete, may be empty
 */
public record HttpAnswer(int status, String contentType, byte[] body) {}
