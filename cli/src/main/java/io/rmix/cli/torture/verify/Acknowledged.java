package io.rmix.cli.torture.verify;

/**
 * Somebody was told that something is delivered.
 *
 * @param sender client or process
 * @param number of the sender
 * @param position where it is in the total order; 0 if the sender was only told that it is there
 * @param by who said so
 */
public record Acknowledged(long sender, long number, long position, String by) {}
