package io.rmix.dvm.protocol.steady;

/** Skeleton. */
public final class SteadyState {}
