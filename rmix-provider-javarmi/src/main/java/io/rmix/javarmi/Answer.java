package io.rmix.javarmi;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import io.rmix.InvocationException.Code;
import io.rmix.Outcome;
import io.rmix.contract.Encoding;
import java.io.IOException;
import java.util.Locale;

/**
 * What a call in RMIX's own encoding is answered with: a protobuf message with {@code bytes result = 1}, or
 * {@code string exception = 2; bytes fields = 3} for a declared exception, or
 * {@code string code = 4; string outcome = 5; string reason = 6}. Here as read.
 *
 * @param kind which of the three
 * @param name of the exception or code
 * @param bytes that hold result or exception, from {@code offset} on, {@code size} of them
 */
record Answer(Kind kind, String name, String outcome, String reason, byte[] bytes, int offset, int size) {
    enum Kind {
        RESULT,
        EXCEPTION,
        REFUSED
    }

    /** The whole message to send for a result, or for other bytes. */
    static byte[] result(Encoding result) throws IOException {
        int head = 1 + CodedOutputStream.computeUInt32SizeNoTag(result.size());
        byte[] message = RmixWire.answer(head + result.size());
        CodedOutputStream out = CodedOutputStream.newInstance(message, RmixWire.ANSWER_PREFIX, head + result.size());
        out.writeTag(1, WireFormat.WIRETYPE_LENGTH_DELIMITED);
        out.writeUInt32NoTag(result.size());
        result.writeTo(out);
        out.checkNoSpaceLeft();
        return message;
    }

    static byte[] result(byte[] result) {
        return message(CodedOutputStream.computeByteArraySize(1, result), out -> out.writeByteArray(1, result));
    }

    /** The whole message to send for a declared exception. */
    static byte[] exception(String name, byte[] fields) {
        return message(
                CodedOutputStream.computeStringSize(2, name) + CodedOutputStream.computeByteArraySize(3, fields),
                out -> {
                    out.writeString(2, name);
                    out.writeByteArray(3, fields);
                });
    }

    /** The whole message to send for any other failure. */
    static byte[] refused(Code code, Outcome outcome, String reason) {
        return message(
                CodedOutputStream.computeStringSize(4, code.name())
                        + CodedOutputStream.computeStringSize(5, outcome.name())
                        + CodedOutputStream.computeStringSize(6, reason),
                out -> {
                    out.writeString(4, code.name());
                    out.writeString(5, outcome.name());
                    out.writeString(6, reason);
                });
    }

    private interface Writer {
        void write(CodedOutputStream out) throws IOException;
    }

    private static byte[] message(int size, Writer writer) {
        byte[] message = RmixWire.answer(size);
        CodedOutputStream out = CodedOutputStream.newInstance(message, RmixWire.ANSWER_PREFIX, size);
        try {
            writer.write(out);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        out.checkNoSpaceLeft();
        return message;
    }

    /** @throws IOException if the bytes are no answer */
    static Answer read(byte[] bytes) throws IOException {
        CodedInputStream in = CodedInputStream.newInstance(bytes);
        Kind kind = Kind.RESULT;
        String name = "";
        String outcome = "";
        String reason = "";
        int offset = 0;
        int size = 0;
        for (int tag; (tag = in.readTag()) != 0; ) {
            int field = WireFormat.getTagFieldNumber(tag);
            switch (field) {
                case 1, 3 -> {
                    size = in.readRawVarint32();
                    offset = in.getTotalBytesRead();
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
        return new Answer(kind, name, outcome, reason, bytes, offset, size);
    }

    CodedInputStream input() {
        return CodedInputStream.newInstance(bytes, offset, size);
    }

    /** Of a refusal; a code that this side does not know is INTERNAL. */
    Code code() {
        for (Code code : Code.values()) if (code.name().equals(name)) return code;
        return Code.INTERNAL;
    }

    /** Of a refusal; one that this side does not know is UNKNOWN. */
    Outcome conclusion() {
        for (Outcome each : Outcome.values()) if (each.name().equals(outcome.toUpperCase(Locale.ROOT))) return each;
        return Outcome.UNKNOWN;
    }
}
