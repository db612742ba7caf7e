package io.rmix.spi;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The encoding of {@code rmix/v1/lane.proto}, written and read without a copy of payloads between. */
public final class LaneCodec {
    private static final int MAX_CALLS = 1 << 16;

    private LaneCodec() {}

    /** Bytes that {@link #write(LaneFrame, CodedOutputStream)} writes. */
    public static int size(LaneFrame frame) {
        int size = CodedOutputStream.computeFixed64Size(1, frame.lane())
                + CodedOutputStream.computeUInt64Size(2, frame.first())
                + CodedOutputStream.computeUInt64Size(3, frame.incarnation())
                + (frame.later() ? CodedOutputStream.computeBoolSize(5, true) : 0);
        for (LaneCall call : frame.calls()) {
            int body = size(call);
            size += CodedOutputStream.computeTagSize(4) + CodedOutputStream.computeUInt32SizeNoTag(body) + body;
        }
        return size;
    }

    private static int size(LaneCall call) {
        return size(
                call.service(), call.method(), call.context(), call.payload().size());
    }

    /** Bytes of a call whose payload has so many. */
    static int size(String service, String method, CallContext context, int payload) {
        int size = ContextCodec.size(context);
        return CodedOutputStream.computeStringSize(1, service)
                + CodedOutputStream.computeStringSize(2, method)
                + (size == 0 ? 0 : 1 + CodedOutputStream.computeUInt32SizeNoTag(size) + size)
                + 1
                + CodedOutputStream.computeUInt32SizeNoTag(payload)
                + payload;
    }

    /**
     * Writes a frame, without its length.
     *
     * @throws IOException if the output fails
     */
    public static void write(LaneFrame frame, CodedOutputStream out) throws IOException {
        out.writeFixed64(1, frame.lane());
        out.writeUInt64(2, frame.first());
        out.writeUInt64(3, frame.incarnation());
        for (LaneCall call : frame.calls()) {
            out.writeTag(4, WireFormat.WIRETYPE_LENGTH_DELIMITED);
            out.writeUInt32NoTag(size(call));
            writeHead(
                    call.service(),
                    call.method(),
                    call.context(),
                    call.payload().size(),
                    out);
            call.payload().writeTo(out);
        }
        if (frame.later()) out.writeBool(5, true);
    }

    /** Writes a call up to its payload, which has so many bytes. */
    static void writeHead(String service, String method, CallContext context, int payload, CodedOutputStream out)
            throws IOException {
        out.writeString(1, service);
        out.writeString(2, method);
        int size = ContextCodec.size(context);
        if (size > 0) {
            out.writeTag(3, WireFormat.WIRETYPE_LENGTH_DELIMITED);
            out.writeUInt32NoTag(size);
            ContextCodec.write(context, out);
        }
        out.writeTag(4, WireFormat.WIRETYPE_LENGTH_DELIMITED);
        out.writeUInt32NoTag(payload);
    }

    /** The encoding of a frame. */
    public static byte[] encode(LaneFrame frame) {
        byte[] bytes = new byte[size(frame)];
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        try {
            write(frame, out);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        out.checkNoSpaceLeft();
        return bytes;
    }

    /**
     * Reads a frame whose payloads stay where they are.
     *
     * @param bytes the whole frame, not to be changed any more
     * @throws IOException if the bytes are no frame
     */
    public static LaneFrame read(byte[] bytes) throws IOException {
        return read(bytes, bytes.length);
    }

    /**
     * Reads a frame out of memory that can be used again: the payload of a frame with one call is {@link Payload.Lent}. That of one with several is not.
     *
     * @param bytes the frame, not to be changed before it is given back
     * @param size bytes of the frame, at the beginning of the array
     * @param back takes the array back
     * @throws IOException if the bytes are no frame
     */
    public static LaneFrame read(byte[] bytes, int size, Runnable back) throws IOException {
        LaneFrame frame = read(bytes, size);
        if (frame.calls().size() != 1) return frame;
        LaneCall call = frame.calls().get(0);
        Payload lent = new Payload.Lent((Payload.Bytes) call.payload(), back);
        return new LaneFrame(
                frame.lane(),
                frame.first(),
                frame.incarnation(),
                frame.later(),
                List.of(new LaneCall(call.service(), call.method(), call.context(), lent)));
    }

    private static LaneFrame read(byte[] bytes, int size) throws IOException {
        CodedInputStream in = CodedInputStream.newInstance(bytes, 0, size);
        long lane = 0;
        long first = 0;
        long incarnation = 0;
        boolean later = false;
        List<LaneCall> calls = new ArrayList<>();
        for (int tag; (tag = in.readTag()) != 0; ) {
            switch (WireFormat.getTagFieldNumber(tag)) {
                case 1 -> lane = in.readFixed64();
                case 2 -> first = in.readUInt64();
                case 3 -> incarnation = in.readUInt64();
                case 4 -> {
                    if (calls.size() >= MAX_CALLS)
                        throw new IOException("more than " + MAX_CALLS + " calls in a frame");
                    int outer = in.pushLimit(in.readRawVarint32());
                    calls.add(readCall(bytes, 0, in));
                    in.popLimit(outer);
                }
                case 5 -> later = in.readBool();
                default -> in.skipField(tag);
            }
        }
        return new LaneFrame(lane, first, incarnation, later, calls);
    }

    /**
     * Reads a call that is the rest of an array, where its payload stays: {@link Payload.Bytes}.
     *
     * @throws IOException if the bytes are no call
     */
    static LaneCall readCall(byte[] bytes, int from) throws IOException {
        return readCall(bytes, from, CodedInputStream.newInstance(bytes, from, bytes.length - from));
    }

    /** @param from where the input began in the array */
    private static LaneCall readCall(byte[] bytes, int from, CodedInputStream in) throws IOException {
        String service = "";
        String method = "";
        CallContext context = CallContext.EMPTY;
        Payload.Bytes payload = new Payload.Bytes(bytes, 0, 0);
        for (int tag; (tag = in.readTag()) != 0; ) {
            switch (WireFormat.getTagFieldNumber(tag)) {
                case 1 -> service = in.readStringRequireUtf8();
                case 2 -> method = in.readStringRequireUtf8();
                case 3 -> {
                    int inner = in.pushLimit(in.readRawVarint32());
                    context = ContextCodec.read(in);
                    in.popLimit(inner);
                }
                case 4 -> {
                    int size = in.readRawVarint32();
                    payload = new Payload.Bytes(bytes, from + in.getTotalBytesRead(), Math.max(0, size));
                    in.skipRawBytes(size);
                }
                default -> in.skipField(tag);
            }
        }
        return new LaneCall(service, method, context, payload);
    }

    /** The encoding of an acknowledgement. */
    public static byte[] encode(LaneAck ack) {
        byte[] bytes = new byte
                [CodedOutputStream.computeUInt64Size(1, ack.executed())
                        + CodedOutputStream.computeUInt64Size(2, ack.credit())
                        + (ack.refusal().isEmpty() ? 0 : CodedOutputStream.computeStringSize(3, ack.refusal()))];
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        try {
            out.writeUInt64(1, ack.executed());
            out.writeUInt64(2, ack.credit());
            if (!ack.refusal().isEmpty()) out.writeString(3, ack.refusal());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes;
    }

    /** @throws IOException if the bytes are no acknowledgement */
    public static LaneAck readAck(CodedInputStream in) throws IOException {
        long executed = 0;
        long credit = 0;
        String refusal = "";
        for (int tag; (tag = in.readTag()) != 0; ) {
            switch (WireFormat.getTagFieldNumber(tag)) {
                case 1 -> executed = in.readUInt64();
                case 2 -> credit = in.readUInt64();
                case 3 -> refusal = in.readStringRequireUtf8();
                default -> in.skipField(tag);
            }
        }
        return new LaneAck(executed, credit, refusal);
    }
}
