package io.rmix.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import io.rmix.contract.Samples.Everything;
import io.rmix.contract.Samples.Tree;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ProtoCodecTest {
    private static final long SEED = 20261123;
    private static final int VALUES = 500;
    private static final Contract CONTRACT = Contract.of(Everything.class);
    private static final ProtoCodec CODEC = ProtoCodec.of(CONTRACT);
    private static final ProtoSchema SCHEMA = ProtoSchema.of(CONTRACT);

    static Stream<Operation> operations() {
        return CONTRACT.operations().stream();
    }

    static Stream<ExceptionType> exceptions() {
        return operation("line").exceptions().stream();
    }

    private static Operation operation(String name) {
        Operation found = CONTRACT.find(name);
        assertTrue(found != null, name);
        return found;
    }

    @ParameterizedTest
    @MethodSource("operations")
    void requestsHaveTheBytesOfDynamicMessages(Operation operation) throws Exception {
        MessageCodec<Object[]> codec = CODEC.request(operation);
        for (int i = 0; i < VALUES; i++) {
            Object[] arguments = new Values(SEED + i).arguments(operation);
            Message expected = operation.messageRequest()
                    ? (Message) arguments[0]
                    : Oracle.request(SCHEMA.request(operation), operation, arguments);
            byte[] bytes = checkEncoding(codec, arguments, expected, "seed " + (SEED + i));
            for (Object[] decoded : decodeEveryWay(codec, bytes)) {
                for (Parameter p : operation.parameters()) {
                    assertEquals(
                            Values.comparable(p.type(), arguments[p.index()]),
                            Values.comparable(p.type(), decoded[p.index()]),
                            "seed " + (SEED + i));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void responsesHaveTheBytesOfDynamicMessages(Operation operation) throws Exception {
        MessageCodec<Object> codec = CODEC.response(operation);
        if (operation.result().isVoid()) {
            assertEquals(0, codec.encode(null).length);
            assertNull(codec.decode(new byte[0]));
            return;
        }
        for (int i = 0; i < VALUES; i++) {
            Object result = new Values(SEED + i).of(operation.result(), 0);
            Message expected = operation.messageResponse()
                    ? (Message) result
                    : Oracle.single(SCHEMA.response(operation), operation.result(), result);
            byte[] bytes = checkEncoding(codec, result, expected, "seed " + (SEED + i));
            for (Object decoded : decodeEveryWay(codec, bytes)) {
                assertEquals(
                        Values.comparable(operation.result(), result), Values.comparable(operation.result(), decoded));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("exceptions")
    void exceptionsHaveTheBytesOfDynamicMessages(ExceptionType type) throws Exception {
        MessageCodec<Throwable> codec = CODEC.exception(type);
        for (int i = 0; i < VALUES; i++) {
            Throwable thrown = (Throwable) new Values(SEED + i).of(type, 0);
            byte[] bytes = checkEncoding(
                    codec, thrown, Oracle.struct(SCHEMA.exception(type), type, thrown), "seed " + (SEED + i));
            Throwable decoded = codec.decode(bytes);
            assertEquals(type.javaType(), decoded.getClass());
            assertEquals(Values.comparable(type, thrown), Values.comparable(type, decoded));
        }
    }

    /** The encoding is the expected message's, says its size, and can be written twice, also into a small buffer. */
    private static <T> byte[] checkEncoding(MessageCodec<T> codec, T value, Message expected, String label)
            throws Exception {
        Encoding encoding = codec.prepare(value);
        byte[] bytes = encoding.toByteArray();
        assertArrayEquals(expected.toByteArray(), bytes, label);
        assertEquals(bytes.length, encoding.size(), label);
        ByteArrayOutputStream again = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(again, 16);
        encoding.writeTo(out);
        out.flush();
        assertArrayEquals(bytes, again.toByteArray(), label);
        if (expected instanceof DynamicMessage) {
            assertEquals(expected, DynamicMessage.parseFrom(expected.getDescriptorForType(), bytes), label);
        }
        return bytes;
    }

    private static <T> List<T> decodeEveryWay(MessageCodec<T> codec, byte[] bytes) throws Exception {
        ByteBuffer direct = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
        byte[] padded = new byte[bytes.length + 7];
        System.arraycopy(bytes, 0, padded, 3, bytes.length);
        List<T> decoded = new ArrayList<>();
        decoded.add(codec.decode(bytes));
        decoded.add(codec.decode(ByteString.copyFrom(bytes)));
        decoded.add(codec.decode(ByteBuffer.wrap(bytes)));
        decoded.add(codec.decode(direct.asReadOnlyBuffer()));
        decoded.add(codec.decode(CodedInputStream.newInstance(padded, 3, bytes.length)));
        decoded.add(codec.decode(CodedInputStream.newInstance(new ByteArrayInputStream(bytes), 16)));
        return decoded;
    }

    @Test
    void listsOfNumbersAreReadPackedAndOneByOne() {
        Operation operation = operation("plainLists");
        byte[] packed = CODEC.request(operation).encode(new Object[] {List.of(1, -2, 300), List.of(), List.of()});
        byte[] mixed = {8, 1, 10, 1, 5, 8, 7};
        assertEquals(List.of(1, -2, 300), CODEC.request(operation).decode(packed)[0]);
        assertEquals(List.of(1, 5, 7), CODEC.request(operation).decode(mixed)[0]);
    }

    @Test
    void whatIsAbsentHasItsDefault() {
        Object[] sum = CODEC.request(operation("sum")).decode(bytes("38 02"));
        assertEquals(List.of(0, 0L, 0.0, false, ""), List.of(sum).subList(0, 5));
        assertEquals(Samples.Color.GREEN, sum[6]);
        Samples.Line line = (Samples.Line) CODEC.request(operation("line")).decode(bytes("0a 02 18 01"))[0];
        assertEquals("", line.itemName());
        assertEquals(java.time.Instant.EPOCH, line.at());
        assertEquals(java.time.Duration.ZERO, line.took());
        assertEquals(new Samples.Point(0, 0, 0.0, false), line.place());
        assertEquals(
                new Tree("", List.of(), Optional.empty(), Map.of()),
                CODEC.response(operation("tree")).decode(new byte[0]));
    }

    private static byte[] bytes(String hex) {
        return java.util.HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    @Test
    void unknownFieldsAreSkipped() {
        assertEquals(
                0.5,
                CODEC.response(operation("real"))
                        .decode(bytes("a0 06 05 a3 06 08 01 a4 06 09 00 00 00 00 00 00 e0 3f")));
    }

    @Test
    void theNearestDeclaredClassOfAnExceptionIsFound() {
        Operation line = operation("line");
        assertEquals("Refused", line.exceptionFor(new Samples.Refused("no")).name());
        assertNull(line.exceptionFor(new IllegalStateException("no")));
        byte[] bytes =
                CODEC.exception(line.exceptionFor(new Samples.Gone(null))).encode(new Samples.Gone(null));
        assertEquals("", CODEC.exception(line.exceptions().get(1)).decode(bytes).getMessage());
    }

    @Test
    void aListThatGrowsBetweenMeasuringAndWritingIsNoticed() {
        List<Integer> list = new ArrayList<>(List.of(1));
        Encoding encoding =
                CODEC.request(operation("plainLists")).prepare(new Object[] {list, List.of("a"), List.of()});
        list.add(2);
        assertThrows(EncodeException.class, encoding::toByteArray);
    }

    @Test
    void depthIsBoundedBothWays() {
        Operation operation = operation("tree");
        MessageCodec<Object[]> wide =
                ProtoCodec.of(CONTRACT, new ProtoCodec.Limits(1 << 20, 1000)).request(operation);
        Object[] allowed = {tree(63)};
        Object[] deep = {tree(64)};
        assertEquals(
                allowed[0],
                CODEC.request(operation).decode(CODEC.request(operation).encode(allowed))[0]);
        EncodeException refused = assertThrows(
                EncodeException.class, () -> CODEC.request(operation).encode(deep));
        assertTrue(refused.tooLarge());
        assertTrue(refused.getMessage().startsWith("argument tree.left.left."), refused.getMessage());
        assertTrue(refused.getMessage().endsWith("is nested deeper than 64 messages"), refused.getMessage());
        byte[] bytes = wide.encode(deep);
        DecodeException sent = assertThrows(
                DecodeException.class, () -> CODEC.request(operation).decode(bytes));
        assertTrue(sent.getMessage().endsWith("is nested deeper than 64 messages"), sent.getMessage());
    }

    private static Tree tree(int levels) {
        Optional<Tree> left = levels == 1 ? Optional.empty() : Optional.of(tree(levels - 1));
        return new Tree("", List.of(), left, Map.of());
    }

    @Test
    void sizeIsBoundedBothWays() {
        Operation operation = operation("plainOptionals");
        MessageCodec<Object> small =
                ProtoCodec.of(CONTRACT, new ProtoCodec.Limits(102, 64)).response(operation);
        byte[] allowed = small.encode(Optional.of("x".repeat(100)));
        assertEquals(102, allowed.length);
        assertEquals(Optional.of("x".repeat(100)), small.decode(new ByteArrayInput(allowed).coded()));
        assertTrue(assertThrows(EncodeException.class, () -> small.encode(Optional.of("x".repeat(101))))
                .tooLarge());
        byte[] large = CODEC.response(operation).encode(Optional.of("x".repeat(101)));
        assertThrows(DecodeException.class, () -> small.decode(large));
        assertThrows(DecodeException.class, () -> small.decode(new ByteArrayInput(large).coded()));
        assertThrows(DecodeException.class, () -> small.decode(ByteBuffer.wrap(large)));
        assertThrows(DecodeException.class, () -> small.decode(CodedInputStream.newInstance(large)));
    }

    private record ByteArrayInput(byte[] bytes) {
        CodedInputStream coded() {
            return CodedInputStream.newInstance(new ByteArrayInputStream(bytes), 16);
        }
    }
}
