package io.rmix.javarmi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The bytes are those of Java RMI, and input keeps its bounds. */
class WireTest {
    private static final byte[] BODY = {1, 2, 3, 4, 5};

    private static byte[] withBody(byte[] message) {
        System.arraycopy(BODY, 0, message, message.length - BODY.length, BODY.length);
        return message;
    }

    @Test
    void requestsAreWhatAnObjectStreamWrites() throws IOException {
        for (RmixWire method : RmixWire.values()) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            bytes.write(Jrmp.CALL);
            try (MarshalOutput out = new MarshalOutput(bytes)) {
                ObjectId.RMIX.write(out);
                out.writeInt(Jrmp.BY_HASH);
                out.writeLong(MethodHash.of(method.name().toLowerCase(java.util.Locale.ROOT), "([B)[B"));
                out.writeObject(BODY);
            }
            assertArrayEquals(bytes.toByteArray(), withBody(method.request(BODY.length)));
        }
    }

    @Test
    void answersAreWhatAnObjectStreamWrites() throws IOException {
        assertArrayEquals(
                NativeAnswer.value(1000, out -> out.writeObject(BODY)), withBody(RmixWire.answer(BODY.length)));
    }

    @Test
    void callsAreToldApart() throws IOException {
        for (RmixWire method : RmixWire.values()) {
            WireInput in = input(withBody(method.request(BODY.length)));
            assertEquals(Jrmp.CALL, in.read());
            assertEquals(method, RmixWire.match(in));
            assertEquals(BODY.length, RmixWire.takeCall(in));
            assertArrayEquals(BODY, in.readBody(BODY.length));
        }
        byte[] other = RmixWire.INVOKE.request(5);
        other[10]++;
        WireInput in = input(other);
        in.read();
        assertEquals(null, RmixWire.match(in));
    }

    @Test
    void methodHashesAreThoseOfTheRegistry() {
        assertEquals(7583982177005850366L, MethodHash.of("bind", "(Ljava/lang/String;Ljava/rmi/Remote;)V"));
        assertEquals(2571371476350237748L, MethodHash.of("list", "()[Ljava/lang/String;"));
        assertEquals(-7538657168040752697L, MethodHash.of("lookup", "(Ljava/lang/String;)Ljava/rmi/Remote;"));
        assertEquals(7305022919901907578L, MethodHash.of("unbind", "(Ljava/lang/String;)V"));
    }

    @Test
    void inputKeepsItsBudget() throws IOException {
        WireInput in = input(new byte[100]);
        in.budget(60);
        assertTrue(in.discard(50));
        assertThrows(WireInput.TooLongException.class, () -> in.readBody(11));
        assertThrows(EOFException.class, () -> input(new byte[100]).readBody(1 << 30));
        assertThrows(EOFException.class, () -> input(new byte[10]).peek(11));
    }

    @Test
    void inputIsTheSameInAnyPieces() throws IOException {
        byte[] all = new byte[300_000];
        for (int i = 0; i < all.length; i++) all[i] = (byte) (i * 7);
        for (int piece : new int[] {1, 13, 4096, 100_000}) {
            ByteArrayInputStream bytes = new ByteArrayInputStream(all);
            WireInput in = new WireInput((b, o, n) -> bytes.read(b, o, Math.min(n, piece)));
            assertEquals(all[0], (byte) in.read());
            in.peek(10_000);
            assertEquals(all[10_000], (byte) in.at(9_999));
            assertArrayEquals(Arrays.copyOfRange(all, 1, 250_000), in.readBody(249_999));
            assertTrue(in.discard(49_999));
            assertEquals(all[299_999], (byte) in.read());
            assertEquals(-1, in.read());
        }
    }

    private static WireInput input(byte[] bytes) {
        return new WireInput(new ByteArrayInputStream(bytes)::read);
    }
}
