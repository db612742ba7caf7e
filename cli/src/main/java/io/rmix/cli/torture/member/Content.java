package io.rmix.cli.torture.member;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Contents that follow from who sends them and their number, so that everybody can tell whether they arrived as they were sent. */
public final class Content {
    /** Bytes at the beginning of each: who, and which number. */
    static final int HEADER = 2 * Long.BYTES;

    private static final int USUAL = 1024;
    private static final int LARGE = 48 << 10;
    private static final int ONE_IN = 64;

    private Content() {}

    /** Up to 1 KiB, now and then up to 48 KiB. */
    public static byte[] of(long sender, long number) {
        SplittableRandom random = new SplittableRandom(sender * 0x9e3779b97f4a7c15L + number);
        int most = random.nextInt(ONE_IN) == 0 ? LARGE : USUAL;
        ByteBuffer content = ByteBuffer.allocate(HEADER + random.nextInt(most));
        content.putLong(sender).putLong(number);
        while (content.remaining() >= Long.BYTES) content.putLong(random.nextLong());
        while (content.hasRemaining()) content.put((byte) random.nextInt());
        return content.array();
    }

    /** Whether a content is that of this sender and number. */
    static boolean isIntact(byte[] content, long sender, long number) {
        return Arrays.equals(content, of(sender, number));
    }
}
