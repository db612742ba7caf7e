package io.rmix.dvm.runtime;

/**
 * Whether one member reaches another at one of its endpoints.
 *
 * @param member name of the other
 * @param endpoint where it was asked
 * @param preferred whether the link to it would begin there
 * @param answeredBy {@code name#incarnation} of who answered; empty if nobody did
 * @param micros microseconds until the answer, a connection made first included; 0 without one
 * @param failure why nobody answered; empty if somebody did
 */
public record Reach(
        String member, String endpoint, boolean preferred, String answeredBy, long micros, String failure) {}
