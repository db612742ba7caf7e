package io.rmix.dvm.service;

import java.time.Instant;

/**
 * What a replica may know of a command beside its bytes; equal at every member.
 *
 * @param position number of the command in the total order of the DVM, counted from 1
 * @param view number of the view that delivered it
 * @param time the originator's clock when it took the command, made monotonic in delivery order
 */
public record CommandContext(long position, long view, Instant time) {}
