package io.rmix.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rmix.Endpoint;
import io.rmix.Limits;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a server tells a client of HTTP/2 (RFC 9113, section 6.5), as it is on the wire. */
@Timeout(30)
class SettingsTest extends Fixture {
    private static final int SETTINGS = 4;
    private static final int ACK = 1;
    private static final int INITIAL_WINDOW_SIZE = 4;
    private static final int MAX_FRAME_SIZE = 5;

    @Test
    void framesMayBeAsLargeAsALanes() throws IOException {
        Endpoint endpoint = rmix(Limits.defaults())
                .export(Shop.class, new Shop.Keeper("open"), ANYWHERE + "shop")
                .endpoint();
        int frame = 16 << 10;
        int window = 0;
        try (Socket socket = new Socket(endpoint.host(), endpoint.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(new byte[] {0, 0, 0, SETTINGS, 0, 0, 0, 0, 0});
            DataInputStream in = new DataInputStream(socket.getInputStream());
            while (frame == 16 << 10) {
                int length = in.readUnsignedShort() << 8 | in.readUnsignedByte();
                int type = in.readUnsignedByte();
                int flags = in.readUnsignedByte();
                in.readInt();
                ByteBuffer payload = ByteBuffer.wrap(in.readNBytes(length));
                while (type == SETTINGS && flags != ACK && payload.remaining() >= 6) {
                    int id = payload.getShort();
                    int value = payload.getInt();
                    if (id == MAX_FRAME_SIZE) frame = value;
                    if (id == INITIAL_WINDOW_SIZE) window = value;
                }
            }
        }
        assertEquals(Wire.HTTP2_FRAME, frame);
        assertEquals(Wire.WINDOW, window);
    }
}
