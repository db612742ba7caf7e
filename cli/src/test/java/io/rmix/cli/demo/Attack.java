package io.rmix.cli.demo;

/**
 * Something that was sent to a member and answered by a refusal.
 *
 * @param member its index
 * @param peer the address it came from, by which the member's log must name it
 * @param refusal what the log must say besides
 */
record Attack(int member, String peer, String refusal) {}
