package io.rmix.dvm.protocol.link;

/** Skeleton. */
public final class LinkLog {}
