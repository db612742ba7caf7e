package io.rmix.cli.torture.net;

/** What can be wrong between two sets of hosts, from {@link Network#apply} to {@link Network#heal}. */
public enum NetworkFault {
    /** Connections between the two sets break once; new ones are possible at once. */
    CUT,
    /** Nothing passes, in either direction. What is sent is lost, and nobody is told. */
    PARTITION,
    /** Nothing passes from the left set to the right one; the other direction goes on. */
    ONE_WAY,
    /** Of every hundred packets, {@link #LOSS_PERCENT} are lost, in both directions. */
    LOSS,
    /** At most {@link #RATE_BYTES} a second pass between a host of the left set and one of the right set, in each direction. */
    RATE;

    /** Percent of packets lost under {@link #LOSS}. */
    public static final int LOSS_PERCENT = 5;
    /** Bytes a second under {@link #RATE}. */
    public static final int RATE_BYTES = 256 * 1024;
}
