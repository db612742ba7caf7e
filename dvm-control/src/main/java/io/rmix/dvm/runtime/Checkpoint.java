package io.rmix.dvm.runtime;

/**
 * What a member had at one position of the total order; equal at all members that were there.
 *
 * @param position in the total order; 0 for the beginning
 * @param orderHash 16 hexadecimal digits, over all messages up to the position
 * @param stateHash 64 hexadecimal digits, over the states of all services after the command at the position
 */
public record Checkpoint(long position, String orderHash, String stateHash) {}
