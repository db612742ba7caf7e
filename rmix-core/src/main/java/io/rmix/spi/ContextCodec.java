package io.rmix.spi;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** The encoding of {@code rmix/v1/context.proto}. A deadline travels as the time that is left. */
public final class ContextCodec {
    /** Most entries of one context. */
    public static final int MAX_ENTRIES = 64;

    private ContextCodec() {}

    /** Bytes that {@link #write} writes, or somewhat more; 0 for an empty context. The time left is written in full length. */
    public static int size(CallContext context) {
        int size = context.callId().isEmpty() ? 0 : CodedOutputStream.computeStringSize(1, context.callId());
        if (context.hasDeadline()) size += CodedOutputStream.computeFixed64Size(2, 0);
        for (Map.Entry<String, String> entry : context.entries().entrySet()) {
            int body = size(entry);
            size += 1 + CodedOutputStream.computeUInt32SizeNoTag(body) + body;
        }
        return size;
    }

    private static int size(Map.Entry<String, String> entry) {
        return CodedOutputStream.computeStringSize(1, entry.getKey())
                + CodedOutputStream.computeStringSize(2, entry.getValue());
    }

    /**
     * Writes a context, without its length.
     *
     * @throws IOException if the output fails
     */
    public static void write(CallContext context, CodedOutputStream out) throws IOException {
        if (!context.callId().isEmpty()) out.writeString(1, context.callId());
        if (context.hasDeadline()) out.writeFixed64(2, Math.max(1, context.remainingNanos()));
        for (Map.Entry<String, String> entry : context.entries().entrySet()) {
            out.writeTag(3, WireFormat.WIRETYPE_LENGTH_DELIMITED);
            out.writeUInt32NoTag(size(entry));
            out.writeString(1, entry.getKey());
            out.writeString(2, entry.getValue());
        }
    }

    /** The encoding; empty for an empty context. */
    public static byte[] encode(CallContext context) {
        byte[] bytes = new byte[size(context)];
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        try {
            write(context, out);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes;
    }

    /** Reads to the end or limit of the input. */
    public static CallContext read(CodedInputStream in) throws IOException {
        String callId = "";
        long deadline = CallContext.NO_DEADLINE;
        Map<String, String> entries = new HashMap<>();
        for (int tag; (tag = in.readTag()) != 0; ) {
            switch (WireFormat.getTagFieldNumber(tag)) {
                case 1 -> callId = in.readStringRequireUtf8();
                case 2 -> deadline = System.nanoTime() + Math.min(in.readFixed64(), Long.MAX_VALUE / 4);
                case 3 -> readEntry(in, entries);
                default -> in.skipField(tag);
            }
        }
        if (callId.isEmpty() && deadline == CallContext.NO_DEADLINE && entries.isEmpty()) return CallContext.EMPTY;
        return new CallContext(callId, deadline, entries);
    }

    private static void readEntry(CodedInputStream in, Map<String, String> entries) throws IOException {
        if (entries.size() >= MAX_ENTRIES) throw new IOException("more than " + MAX_ENTRIES + " entries in a context");
        int outer = in.pushLimit(in.readRawVarint32());
        String key = "";
        String value = "";
        for (int tag; (tag = in.readTag()) != 0; ) {
            switch (WireFormat.getTagFieldNumber(tag)) {
                case 1 -> key = in.readStringRequireUtf8();
                case 2 -> value = in.readStringRequireUtf8();
                default -> in.skipField(tag);
            }
        }
        in.popLimit(outer);
        entries.put(key, value);
    }
}
