package io.rmix.cli.torture.member;

/**
 * Says that a content is written.
 *
 * @param number of the client
 * @param position where it was written in the total order, when it was sent for the first time; 0 if the client has written others since
 */
public record Receipt(long number, long position) {}
