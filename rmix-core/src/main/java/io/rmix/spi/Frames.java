package io.rmix.spi;

import io.rmix.spi.BytesConnection.TooLargeException;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** Bytes on a stream that has no bounds of its own: their length in four bytes, then they themselves. */
public final class Frames {
    private Frames() {}

    /**
     * Writes one frame.
     *
     * @throws IOException if the stream fails
     */
    public static void write(OutputStream out, byte[] bytes) throws IOException {
        byte[] frame = ByteBuffer.allocate(4 + bytes.length)
                .putInt(bytes.length)
                .put(bytes)
                .array();
        out.write(frame);
    }

    /**
     * Reads a frame; memory for it is taken as it arrives.
     *
     * @throws TooLargeException if it is larger than the limit, once it has been passed over
     * @throws EOFException if the stream ends first
     */
    public static byte[] read(InputStream from, int limit) throws IOException {
        DataInputStream in = new DataInputStream(from);
        int length = in.readInt();
        if (length < 0) throw new IOException("a frame of " + length + " bytes");
        if (length > limit) {
            in.skipNBytes(length);
            throw new TooLargeException(length + " bytes, the limit is " + limit);
        }
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) throw new EOFException("the peer closed the connection within a frame");
        return bytes;
    }
}
