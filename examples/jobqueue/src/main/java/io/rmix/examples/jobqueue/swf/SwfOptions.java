package io.rmix.examples.jobqueue.swf;

import java.util.function.Consumer;

/**
 * How a trace is read.
 *
 * @param policy what is done about a bad line
 * @param badLines is told of every bad line, before the reader throws or goes on
 * @param maxLineBytes a longer line is a bad line; from 80. Too small refuses long notes in headers; large costs that much memory
 * @param maxBytes a trace that is longer, once unpacked, cannot be read on, whatever the policy
 */
public record SwfOptions(BadLinePolicy policy, Consumer<BadLine> badLines, int maxLineBytes, long maxBytes) {
    /** 64 KiB. */
    public static final int DEFAULT_MAX_LINE_BYTES = 1 << 16;

    /** 1 GiB. */
    public static final long DEFAULT_MAX_BYTES = 1L << 30;

    public SwfOptions {
        if (maxLineBytes < 80 || maxBytes < 1) {
            throw new IllegalArgumentException("limits of " + maxLineBytes + " bytes a line and " + maxBytes
                    + " bytes; at least 80 and 1 are needed");
        }
    }

    /** The default limits with a policy. */
    public static SwfOptions of(BadLinePolicy policy, Consumer<BadLine> badLines) {
        return new SwfOptions(policy, badLines, DEFAULT_MAX_LINE_BYTES, DEFAULT_MAX_BYTES);
    }
}
