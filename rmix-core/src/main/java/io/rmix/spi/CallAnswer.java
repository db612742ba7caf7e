package io.rmix.spi;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import io.rmix.InvocationException.Code;
import io.rmix.Outcome;
import io.rmix.contract.Encoding;
import java.io.IOException;
import java.util.Locale;
import java.util.function.IntFunction;

/**
 * The answer to a call of {@link CallBytes}: a protobuf message with {@code bytes result = 1}, or
 * {@code string exception = 2; bytes fields = 3} for a declared exception, or
 * {@code string code = 4; string outcome = 5; string reason = 6}. Here as read.
 *
 * <p>The parameter {@code message} of what makes one gives an array that ends with so many bytes for it.
 *
 * @param kind which of the three
 * @param name of the exception or code; empty for a result
 * @param outcome of a refusal, by its name; else empty
 * @param reason of a refusal; else empty
 * @param content what encodes the result or the exception
 */
public record CallAnswer(Kind kind, String name, String outcome, String reason, Payload.Bytes content) {
    private static final int REASON = 10_000;

    /** What an answer may be. */
    public enum Kind {
        /** The encoded result; empty for void. */
        RESULT,
        /** An exception that the operation declares, encoded. */
        EXCEPTION,
        /** A failure that it does not declare: its code, outcome and reason. */
        REFUSED
    }

    /**
     * The array to send for a result.
     *
     * @throws io.rmix.contract.EncodeException if the result has changed since it was measured
     */
    public static byte[] result(Encoding result, IntFunction<byte[]> message) {
        int size = 1 + CodedOutputStream.computeUInt32SizeNoTag(result.size()) + result.size();
        return message(size, message, out -> {
            out.writeTag(1, WireFormat.WIRETYPE_LENGTH_DELIMITED);
            out.writeUInt32NoTag(result.size());
            result.writeTo(out);
        });
    }

    /** The array to send for a result that is encoded already, or other bytes. */
    public static byte[] result(byte[] result, IntFunction<byte[]> message) {
        return message(
                CodedOutputStream.computeByteArraySize(1, result), message, out -> out.writeByteArray(1, result));
    }

    /** The array to send for a declared exception. */
    public static byte[] exception(String name, byte[] fields, IntFunction<byte[]> message) {
        return message(
                CodedOutputStream.computeStringSize(2, name) + CodedOutputStream.computeByteArraySize(3, fields),
                message,
                out -> {
                    out.writeString(2, name);
                    out.writeByteArray(3, fields);
                });
    }

    /** The array to send for any other failure. A long reason is cut. */
    public static byte[] refused(Code code, Outcome outcome, String reason, IntFunction<byte[]> message) {
        String text = reason.substring(0, Math.min(reason.length(), REASON));
        return message(
                CodedOutputStream.computeStringSize(4, code.name())
                        + CodedOutputStream.computeStringSize(5, outcome.name())
                        + CodedOutputStream.computeStringSize(6, text),
                message,
                out -> {
                    out.writeString(4, code.name());
                    out.writeString(5, outcome.name());
                    out.writeString(6, text);
                });
    }

    private interface Writer {
        void write(CodedOutputStream out) throws IOException;
    }

    private static byte[] message(int size, IntFunction<byte[]> message, Writer writer) {
        byte[] bytes = message.apply(size);
        CodedOutputStream out = CodedOutputStream.newInstance(bytes, bytes.length - size, size);
        try {
            writer.write(out);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        out.checkNoSpaceLeft();
        return bytes;
    }

    /** @throws IOException if the bytes are no answer */
    public static CallAnswer read(byte[] bytes) throws IOException {
        CodedInputStream in = CodedInputStream.newInstance(bytes);
        Kind kind = Kind.RESULT;
        String name = "";
        String outcome = "";
        String reason = "";
        Payload.Bytes content = new Payload.Bytes(bytes, 0, 0);
        for (int tag; (tag = in.readTag()) != 0; ) {
            int field = WireFormat.getTagFieldNumber(tag);
            switch (field) {
                case 1, 3 -> {
                    int size = in.readRawVarint32();
                    content = new Payload.Bytes(bytes, in.getTotalBytesRead(), Math.max(0, size));
                    in.skipRawBytes(size);
                }
                case 2, 4 -> {
                    kind = field == 2 ? Kind.EXCEPTION : Kind.REFUSED;
                    name = in.readStringRequireUtf8();
                }
                case 5 -> outcome = in.readStringRequireUtf8();
                case 6 -> reason = in.readStringRequireUtf8();
                default -> in.skipField(tag);
            }
        }
        return new CallAnswer(kind, name, outcome, reason, content);
    }

    /** The encoded result or exception. */
    public CodedInputStream input() {
        return CodedInputStream.newInstance(content.array(), content.offset(), content.size());
    }

    /** Of a refusal; a code that this side does not know is INTERNAL. */
    public Code code() {
        for (Code code : Code.values()) if (code.name().equals(name)) return code;
        return Code.INTERNAL;
    }

    /** Of a refusal; one that this side does not know is UNKNOWN. */
    public Outcome conclusion() {
        for (Outcome each : Outcome.values()) if (each.name().equals(outcome.toUpperCase(Locale.ROOT))) return each;
        return Outcome.UNKNOWN;
    }
}
