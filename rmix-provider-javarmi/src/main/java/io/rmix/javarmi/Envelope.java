package io.rmix.javarmi;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import io.rmix.contract.Encoding;
import io.rmix.spi.CallContext;
import io.rmix.spi.ContextCodec;
import java.io.IOException;

/**
 * A call in RMIX's own encoding: the message {@code rmix.v1.LaneCall}, read without a copy of the request.
 *
 * @param service exported name
 * @param method operation's name
 * @param bytes that hold the request, from {@code offset} on, {@code size} of them
 */
record Envelope(String service, String method, CallContext context, byte[] bytes, int offset, int size) {
    /** What an envelope may have beside its request: names, and the context's entries. */
    static final int OVERHEAD = 256 << 10;

    /** The whole request message to send. */
    static byte[] request(String service, String method, CallContext context, Encoding request) throws IOException {
        int contextSize = ContextCodec.size(context);
        int size = CodedOutputStream.computeStringSize(1, service)
                + CodedOutputStream.computeStringSize(2, method)
                + (contextSize == 0 ? 0 : 1 + CodedOutputStream.computeUInt32SizeNoTag(contextSize) + contextSize)
                + 1
                + CodedOutputStream.computeUInt32SizeNoTag(request.size())
                + request.size();
        byte[] message = RmixWire.INVOKE.request(size);
        CodedOutputStream out = CodedOutputStream.newInstance(message, RmixWire.REQUEST_PREFIX, size);
        out.writeString(1, service);
        out.writeString(2, method);
        if (contextSize > 0) {
            out.writeTag(3, WireFormat.WIRETYPE_LENGTH_DELIMITED);
            out.writeUInt32NoTag(contextSize);
            ContextCodec.write(context, out);
        }
        out.writeTag(4, WireFormat.WIRETYPE_LENGTH_DELIMITED);
        out.writeUInt32NoTag(request.size());
        request.writeTo(out);
        out.checkNoSpaceLeft();
        return message;
    }

    /** @throws IOException if the bytes are no envelope */
    static Envelope read(byte[] bytes) throws IOException {
        CodedInputStream in = CodedInputStream.newInstance(bytes);
        String service = "";
        String method = "";
        CallContext context = CallContext.EMPTY;
        int offset = 0;
        int size = 0;
        for (int tag; (tag = in.readTag()) != 0; ) {
            switch (WireFormat.getTagFieldNumber(tag)) {
                case 1 -> service = in.readStringRequireUtf8();
                case 2 -> method = in.readStringRequireUtf8();
                case 3 -> {
                    int limit = in.pushLimit(in.readRawVarint32());
                    context = ContextCodec.read(in);
                    in.popLimit(limit);
                }
                case 4 -> {
                    size = in.readRawVarint32();
                    offset = in.getTotalBytesRead();
                    in.skipRawBytes(size);
                }
                default -> in.skipField(tag);
            }
        }
        return new Envelope(service, method, context, bytes, offset, size);
    }
}
