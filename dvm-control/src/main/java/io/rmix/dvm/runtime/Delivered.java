package io.rmix.dvm.runtime;

import io.rmix.dvm.Order;

/**
 * Where a broadcast was delivered, the same at every member: what its future completes with.
 *
 * @param order atomic or reliable
 * @param position in the total order, counted from 1 since the DVM was founded, over all views; 0 for a reliable broadcast, which has none
 * @param view number of the view
 * @param sequence counts the originator's messages in this view from 1
 */
public record Delivered(Order order, long position, long view, long sequence) {}
