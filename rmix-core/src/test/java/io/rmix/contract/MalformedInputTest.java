package io.rmix.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.google.protobuf.CodedInputStream;
import io.rmix.contract.Samples.Everything;
import java.io.ByteArrayInputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MalformedInputTest {
    private static final int ROUNDS = 2000;
    private static final Contract CONTRACT = Contract.of(Everything.class);
    private static final ProtoCodec CODEC = ProtoCodec.of(CONTRACT, new ProtoCodec.Limits(1 << 16, 16));

    static Stream<Operation> operations() {
        return CONTRACT.operations().stream();
    }

    /** Valid requests with bytes changed, cut off, repeated or inserted: decoded, or refused in one way. */
    @ParameterizedTest
    @MethodSource("operations")
    void mutatedRequestsAreDecodedOrRefused(Operation operation) {
        MessageCodec<Object[]> codec = CODEC.request(operation);
        int refused = 0;
        for (int seed = 0; seed < ROUNDS; seed++) {
            Random random = new Random(seed);
            byte[] bytes = mutate(codec.encode(new Values(seed).arguments(operation)), random);
            String message = outcome(codec, CodedInputStream.newInstance(bytes), seed);
            assertEquals(message, outcome(codec, CodedInputStream.newInstance(new ByteArrayInputStream(bytes)), seed));
            refused += message.equals("decoded") ? 0 : 1;
        }
        assertTrue(refused > ROUNDS / 20 || operation.parameters().isEmpty() && refused > 0, "refused " + refused);
    }

    private static String outcome(MessageCodec<Object[]> codec, CodedInputStream in, int seed) {
        try {
            codec.decode(in);
            return "decoded";
        } catch (DecodeException e) {
            return "refused";
        } catch (Throwable e) {
            return fail("seed " + seed + " of MalformedInputTest ended in another way", e);
        }
    }

    private static byte[] mutate(byte[] valid, Random random) {
        byte[] bytes = valid.length == 0 ? new byte[] {(byte) random.nextInt()} : valid.clone();
        for (int i = random.nextInt(4); i >= 0; i--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(5)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = (byte) random.nextInt();
                case 2 -> bytes = Arrays.copyOf(bytes, at + 1);
                case 3 -> bytes[at] = (byte) 0xff;
                default -> {
                    byte[] longer = Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(8));
                    System.arraycopy(bytes, at, longer, at + longer.length - bytes.length, bytes.length - at);
                    bytes = longer;
                }
            }
        }
        return bytes;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            sum    | 2a ff ff ff ff 07 61       | argument e is malformed: .*
            sum    | 32 ff ff ff ff 0f          | argument f is malformed: .*
            sum    | 2a 02 c3 28                | argument e is malformed: .*UTF-8.*
            sum    | 2a 03 ed a0 80             | argument e is malformed: .*UTF-8.*
            sum    | 38 09                      | argument color is 9, no constant of Color that is known here
            sum    | 38 00                      | argument color is 0, no constant of Color that is known here
            sum    | 08 01                      | argument color is absent: .*
            sum    | 0a 01 00                   | argument a has wire type 2 where 0 is expected.*
            sum    | 00                         | the request of .* is malformed: .*
            sum    | 0c                         | argument a has wire type 4 where 0 is expected.*
            sum    | 84 01                      | the request of .* is malformed: .*end-group.*
            times  | 0a 05 10 ff ff ff ff       | argument at is malformed: .*|
            times  | 0a 06 10 80 94 eb dc 03    | argument at is not a Timestamp: 0 s, 1000000000 ns
            times  | 12 0d 08 01 10 ff ff ff ff ff ff ff ff ff 01 | argument took is not a Duration: 1 s, -1 ns
            times  | 0a 00 0a 00                | argument at occurs twice: .*
            ref    | 0a 00                      | argument ref is a RemoteRef whose guid has not 16 bytes
            ref    | 12 00                      | argument others\\[0] is a RemoteRef whose guid has not 16 bytes
            line   | 0a 00                      | argument line.color is absent: .*
            lists  | 0a 03 3a 01 0b             | argument lists.colors\\[0] is 11, .*
            maps   | 0a 08 1a 06 08 01 12 02 61 | argument maps.* is malformed: .*
            plainMaps | 12 06 08 07 12 02 0a 05 | argument nested\\[7] is malformed: .*|
            tree   | 0a 06 12 04 12 02 12 05    | argument tree.children\\[0].children\\[0].children is malformed: .*
            """)
    void errorsNameThePath(String operation, String hex, String expected) {
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
        Operation found = CONTRACT.find(operation);
        DecodeException e =
                assertThrows(DecodeException.class, () -> CODEC.request(found).decode(bytes));
        assertTrue(e.getMessage().matches("(?s)" + expected), e.getMessage());
    }

    @Test
    void aTruncatedStreamIsNoShorterMessage() {
        // the record is said to have five bytes; the stream ends after three, between two fields
        byte[] bytes = HexFormat.of().parseHex("0a05" + "1801" + "0a");
        MessageCodec<Object[]> codec = CODEC.request(CONTRACT.find("line"));
        for (int length = 4; length <= bytes.length; length++) {
            CodedInputStream in = CodedInputStream.newInstance(new ByteArrayInputStream(bytes, 0, length));
            DecodeException e = assertThrows(DecodeException.class, () -> codec.decode(in));
            assertTrue(e.getMessage().startsWith("argument line"), e.getMessage());
        }
    }

    @Test
    void aRecordThatRefusesItsValuesIsNamed() {
        MessageCodec<Object[]> codec = ProtoCodec.of(Contract.of(Picky.class))
                .request(Contract.of(Picky.class).find("take"));
        DecodeException e = assertThrows(DecodeException.class, () -> codec.decode(new byte[] {10, 0}));
        assertEquals(
                "argument even is refused by the constructor of " + Even.class.getName()
                        + ": java.lang.IllegalArgumentException: zero",
                e.getMessage());
    }

    record Even(int value) {
        Even {
            if (value == 0) {
                throw new IllegalArgumentException("zero");
            }
        }
    }

    interface Picky {
        void take(Even even);
    }
}
