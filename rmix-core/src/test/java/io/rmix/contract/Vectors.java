package io.rmix.contract;

import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.TextFormat;
import io.rmix.contract.Samples.Everything;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;

/**
 * Encodings of random values of a fixed seed, kept for implementations in other languages: a change of these bytes breaks every
 * peer. {@link #main} writes the files anew.
 */
final class Vectors {
    static final Path FOLDER = Path.of("..", "proto", "vectors", "contract");
    private static final int OF_EACH = 4;

    private Vectors() {}

    /** Run in the module's folder, after an intended change. */
    public static void main(String[] none) throws IOException {
        Files.createDirectories(FOLDER);
        Files.writeString(
                FOLDER.resolve("everything.proto"),
                ProtoSchema.of(Contract.of(Everything.class)).text());
        Files.writeString(FOLDER.resolve("everything.txt"), text(Contract.of(Everything.class)));
    }

    static String text(Contract contract) throws InvalidProtocolBufferException {
        ProtoCodec codec = ProtoCodec.of(contract);
        ProtoSchema schema = ProtoSchema.of(contract);
        StringBuilder out = new StringBuilder();
        out.append("# Encodings of the messages of everything.proto: full name, text format, bytes in hexadecimal.\n");
        for (Operation operation : contract.operations()) {
            for (int seed = 0; seed < OF_EACH; seed++) {
                Values values = new Values(seed);
                byte[] request = codec.request(operation).encode(values.arguments(operation));
                append(out, DynamicMessage.parseFrom(schema.request(operation), request), request);
                Object result = operation.result().isVoid() ? null : values.of(operation.result(), 0);
                byte[] response = codec.response(operation).encode(result);
                append(out, DynamicMessage.parseFrom(schema.response(operation), response), response);
            }
        }
        for (ExceptionType type : contract.find("line").exceptions()) {
            byte[] bytes = codec.exception(type).encode((Throwable) new Values(1).of(type, 0));
            append(out, DynamicMessage.parseFrom(schema.exception(type), bytes), bytes);
        }
        return out.toString();
    }

    private static void append(StringBuilder out, Message message, byte[] bytes) {
        String text = TextFormat.printer()
                .emittingSingleLine(true)
                .printToString(message)
                .strip();
        out.append("\nmessage ").append(message.getDescriptorForType().getFullName());
        out.append("\ntext ").append(text);
        out.append("\nhex ").append(HexFormat.of().formatHex(bytes)).append('\n');
    }
}
