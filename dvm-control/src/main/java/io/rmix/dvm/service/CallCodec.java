package io.rmix.dvm.service;

import com.google.protobuf.CodedInputStream;
import io.rmix.contract.Contract;
import io.rmix.contract.DecodeException;
import io.rmix.contract.ExceptionType;
import io.rmix.contract.MessageCodec;
import io.rmix.contract.Operation;
import io.rmix.contract.ProtoCodec;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Calls of a contract as commands and answers; canonical, so that C members read and write the same bytes.
 *
 * <pre>
 * command  0 u8 n, at least 1   1 name of the operation, n bytes of ASCII   1 + n request message of the contract (docs/CONTRACTS.md)
 * answer   0 u8 kind (0)   1 response message
 *          0 u8 kind (1)   1 u8 n   2 name of the declared exception, n bytes of ASCII   2 + n exception message
 * </pre>
 */
final class CallCodec {
    private static final int RESULT = 0;
    private static final int EXCEPTION = 1;

    private final Contract contract;
    private final ProtoCodec codec;

    CallCodec(Contract contract) {
        this.contract = contract;
        this.codec = ProtoCodec.of(contract);
        for (Operation operation : contract.operations()) {
            checkName(operation.name());
            operation.exceptions().forEach(each -> checkName(each.name()));
        }
    }

    Contract contract() {
        return contract;
    }

    /** A command; throws what the contract's codec throws if the arguments do not fit. */
    byte[] command(Operation operation, @Nullable Object[] arguments) {
        byte[] request = codec.request(operation).encode(arguments);
        return named(new byte[0], operation.name(), request);
    }

    Operation operation(byte[] command) {
        int length = command.length == 0 ? 0 : command[0] & 0xff;
        if (length == 0 || 1 + length > command.length) {
            throw new IllegalArgumentException(
                    "a command of " + command.length + " bytes does not begin with the name of an operation");
        }
        String name = new String(command, 1, length, StandardCharsets.US_ASCII);
        Operation operation = contract.find(name);
        if (operation == null) {
            throw new IllegalArgumentException(contract.name() + " has no operation '" + name + "'");
        }
        return operation;
    }

    @Nullable Object[] arguments(Operation operation, byte[] command) {
        int start = 1 + (command[0] & 0xff);
        return decode(codec.request(operation), command, start);
    }

    byte[] result(Operation operation, @Nullable Object result) {
        byte[] response = codec.response(operation).encode(result);
        byte[] answer = new byte[1 + response.length];
        answer[0] = RESULT;
        System.arraycopy(response, 0, answer, 1, response.length);
        return answer;
    }

    byte[] exception(ExceptionType type, Throwable thrown) {
        return named(new byte[] {EXCEPTION}, type.name(), codec.exception(type).encode(thrown));
    }

    /** Returns what a call returned, or throws what it threw. */
    @Nullable Object answer(Operation operation, byte[] answer) throws Throwable {
        if (answer.length > 0 && answer[0] == RESULT) {
            return decode(codec.response(operation), answer, 1);
        }
        if (answer.length > 1 && answer[0] == EXCEPTION && 2 + (answer[1] & 0xff) <= answer.length) {
            int length = answer[1] & 0xff;
            ExceptionType type = operation.exception(new String(answer, 2, length, StandardCharsets.US_ASCII));
            if (type != null) {
                throw decode(codec.exception(type), answer, 2 + length);
            }
        }
        throw new DecodeException(
                "the answer to " + operation + ", " + answer.length + " bytes, is neither a result nor an exception");
    }

    private static <R extends @Nullable Object> R decode(MessageCodec<R> codec, byte[] bytes, int from) {
        return codec.decode(CodedInputStream.newInstance(bytes, from, bytes.length - from));
    }

    private static byte[] named(byte[] before, String name, byte[] after) {
        byte[] ascii = name.getBytes(StandardCharsets.US_ASCII);
        int start = before.length;
        byte[] all = new byte[start + 1 + ascii.length + after.length];
        System.arraycopy(before, 0, all, 0, start);
        all[start] = (byte) ascii.length;
        System.arraycopy(ascii, 0, all, start + 1, ascii.length);
        System.arraycopy(after, 0, all, start + 1 + ascii.length, after.length);
        return all;
    }

    private static void checkName(String name) {
        if (name.length() > 255 || !StandardCharsets.US_ASCII.newEncoder().canEncode(name)) {
            throw new IllegalArgumentException("'" + name + "' cannot be in a command: at most 255 ASCII characters");
        }
    }
}
