package io.rmix.spi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The hand-written encoding is that of the .proto, checked against the generated classes. */
class LaneCodecTest {
    private static LaneCall call(String service, String method, CallContext context, int... payload) {
        byte[] bytes = new byte[payload.length];
        for (int i = 0; i < bytes.length; i++) bytes[i] = (byte) payload[i];
        return new LaneCall(service, method, context, new Payload.Bytes(bytes));
    }

    @Test
    void framesAreWhatTheGeneratedClassReads() throws IOException {
        CallContext context = new CallContext("id-1", CallContext.NO_DEADLINE, Map.of("trace", "ä"));
        LaneFrame frame = new LaneFrame(
                -2,
                300,
                7,
                true,
                List.of(
                        call("kit", "left", CallContext.EMPTY, 1, 2, 255),
                        call("ä/b", "right", context),
                        call("", "", context, 0)));
        io.rmix.proto.v1.LaneFrame parsed = io.rmix.proto.v1.LaneFrame.parseFrom(LaneCodec.encode(frame));
        assertEquals(-2, parsed.getLane());
        assertEquals(300, parsed.getFirst());
        assertEquals(7, parsed.getIncarnation());
        assertEquals(3, parsed.getCallsCount());
        assertEquals("left", parsed.getCalls(0).getMethod());
        assertEquals(
                ByteString.copyFrom(new byte[] {1, 2, -1}), parsed.getCalls(0).getPayload());
        assertEquals("ä/b", parsed.getCalls(1).getService());
        assertEquals("id-1", parsed.getCalls(1).getContext().getCallId());
        assertEquals("ä", parsed.getCalls(1).getContext().getEntriesOrThrow("trace"));

        LaneFrame back = LaneCodec.read(parsed.toByteArray());
        assertArrayEquals(LaneCodec.encode(frame), LaneCodec.encode(back));
    }

    /** A call alone in its frame says when the array can be used again, once; what lies behind the frame is not looked at. */
    @Test
    void theArrayOfACallIsGivenBackOnce() throws IOException {
        byte[] encoded =
                LaneCodec.encode(new LaneFrame(1, 1, 1, false, List.of(call("kit", "left", CallContext.EMPTY, 7, 8))));
        byte[] longer = Arrays.copyOf(encoded, encoded.length + 9);
        Arrays.fill(longer, encoded.length, longer.length, (byte) 0xff);
        int[] back = {0};
        LaneFrame frame = LaneCodec.read(longer, encoded.length, () -> back[0]++);
        assertArrayEquals(encoded, LaneCodec.encode(frame));
        Payload.Lent payload = (Payload.Lent) frame.calls().get(0).payload();
        assertEquals(2, payload.bytes().size());
        assertEquals(0, back[0]);
        payload.giveBack();
        payload.giveBack();
        assertEquals(1, back[0]);
    }

    @Test
    void theArrayOfSeveralCallsIsNotGivenBack() throws IOException {
        LaneCall call = call("kit", "left", CallContext.EMPTY, 7);
        byte[] encoded = LaneCodec.encode(new LaneFrame(1, 1, 1, false, List.of(call, call)));
        LaneFrame frame = LaneCodec.read(encoded, encoded.length, () -> {
            throw new AssertionError("given back");
        });
        for (LaneCall each : frame.calls()) assertTrue(each.payload() instanceof Payload.Bytes);
    }

    @Test
    void acknowledgementsAreWhatTheGeneratedClassReads() throws IOException {
        for (LaneAck ack :
                List.of(new LaneAck(0, 0, ""), new LaneAck(1L << 40, 4096, "CLOSED: the server is closing"))) {
            io.rmix.proto.v1.LaneAck parsed = io.rmix.proto.v1.LaneAck.parseFrom(LaneCodec.encode(ack));
            assertEquals(ack, new LaneAck(parsed.getExecuted(), parsed.getCredit(), parsed.getRefusal()));
            assertEquals(ack, LaneCodec.readAck(CodedInputStream.newInstance(parsed.toByteArray())));
        }
    }

    @Test
    void aDeadlineTravelsAsTheTimeLeft() throws IOException {
        CallContext context = new CallContext("", System.nanoTime() + 5_000_000_000L, Map.of());
        CallContext back = ContextCodec.read(CodedInputStream.newInstance(ContextCodec.encode(context)));
        assertTrue(back.remainingNanos() > 1_000_000_000L && back.remainingNanos() <= 5_000_000_000L);
    }

    @Test
    void brokenBytesAreRefusedAndNothingElse() throws IOException {
        byte[] good = LaneCodec.encode(new LaneFrame(
                1,
                1,
                0,
                false,
                List.of(call("kit", "left", new CallContext("x", 0, Map.of("a", "b")), 1, 2, 3, 4, 5))));
        SplittableRandom random = new SplittableRandom(42);
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] bad = good.clone();
            for (int n = random.nextInt(1, 4); n > 0; n--) bad[random.nextInt(bad.length)] = (byte) random.nextInt();
            try {
                LaneCodec.read(Arrays.copyOf(bad, random.nextInt(bad.length + 1)));
            } catch (IOException e) {
                refused++;
            }
        }
        assertTrue(refused > 5_000, "refused " + refused);
        byte[] cut = {0x22, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x7f};
        assertThrows(IOException.class, () -> LaneCodec.read(cut));
    }
}
