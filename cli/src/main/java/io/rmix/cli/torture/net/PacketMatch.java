package io.rmix.cli.torture.net;

/**
 * Classic BPF programs that tell one packet from another, as {@code tc filter … bpf bytecode} takes them: the number of instructions, then operation, jump if true, jump
 * if not, and operand of each.
 */
final class PacketMatch {
    /** Where the addresses are in a packet, counted from the beginning of its IPv4 header. */
    private static final int SOURCE = 12;

    private static final int TARGET = 16;

    /** What an offset is added to so that it counts from the network header, and the address of a random number; of Linux ({@code SKF_NET_OFF}, {@code SKF_AD_OFF}). */
    private static final long NETWORK_HEADER = 0xfff00000L;

    private static final long RANDOM = 0xfffff000L + 56;

    private static final String LOAD = "32 0 0 ";
    private static final String NO = "6 0 0 0";
    private static final String YES = "6 0 0 4294967295";

    private PacketMatch() {}

    /** Packets from an IPv4 address. */
    static String from(String address) {
        return "4," + LOAD + (NETWORK_HEADER + SOURCE) + ",21 0 1 " + number(address) + "," + YES + "," + NO;
    }

    /** All packets to an IPv4 address. */
    static String to(String address) {
        return "4," + LOAD + (NETWORK_HEADER + TARGET) + ",21 0 1 " + number(address) + "," + YES + "," + NO;
    }

    /** Some of the packets to an IPv4 address, by chance. */
    static String someTo(String address, int percent) {
        long below = (1L << 32) * percent / 100;
        return "6," + LOAD + (NETWORK_HEADER + TARGET) + ",21 0 3 " + number(address) + "," + LOAD + RANDOM + ",53 1 0 "
                + below + "," + YES + "," + NO;
    }

    private static long number(String address) {
        long number = 0;
        for (String part : address.split("\\.", -1)) {
            number = number << 8 | Integer.parseInt(part);
        }
        return number;
    }
}
