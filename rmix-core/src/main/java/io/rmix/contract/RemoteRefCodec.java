package io.rmix.contract;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import io.rmix.Endpoint;
import io.rmix.RemoteRef;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** rmix.v1.RemoteRef {bytes guid = 1; repeated EndpointRef {string uri = 1; repeated string contracts = 2} endpoints = 2; string host = 3}. */
final class RemoteRefCodec extends ValueCodec.OfMessage {
    private static final int GUID_BYTES = 16;
    private static final int FIRST = 1 << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED;
    private static final int SECOND = 2 << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED;

    private static final int THIRD = 3 << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED;

    @Override
    long size(@Nullable Object value, Measured measured) {
        RemoteRef ref = (RemoteRef) Checks.instance(value, RemoteRef.class);
        int slot = measured.enter();
        long bytes = 2 + GUID_BYTES;
        for (RemoteRef.Entry entry : ref.endpoints()) {
            bytes += 1 + entrySize(entry, measured);
        }
        if (!ref.host().isEmpty()) bytes += 1 + BytesCodecs.OfString.sizeOf(ref.host(), measured);
        return measured.leave(slot, bytes);
    }

    private static long entrySize(RemoteRef.Entry entry, Measured measured) {
        int slot = measured.enter();
        String uri = measured.keep(entry.endpoint().toString());
        long bytes = 1 + BytesCodecs.OfString.sizeOf(uri, measured);
        for (String contract : entry.contracts()) {
            bytes += 1 + BytesCodecs.OfString.sizeOf(contract, measured);
        }
        return measured.leave(slot, bytes);
    }

    @Override
    void write(Object value, CodedOutputStream out, Measured measured) throws IOException {
        RemoteRef ref = (RemoteRef) value;
        out.writeUInt32NoTag(measured.next());
        byte[] guid = ByteBuffer.allocate(GUID_BYTES)
                .putLong(ref.guid().getMostSignificantBits())
                .putLong(ref.guid().getLeastSignificantBits())
                .array();
        out.writeByteArray(1, guid);
        for (RemoteRef.Entry entry : ref.endpoints()) {
            out.writeUInt32NoTag(SECOND);
            out.writeUInt32NoTag(measured.next());
            out.writeString(1, (String) measured.kept());
            for (String contract : entry.contracts()) {
                out.writeString(2, contract);
            }
        }
        if (!ref.host().isEmpty()) out.writeString(3, ref.host());
    }

    @Override
    Object read(CodedInputStream in, Reading reading) throws IOException {
        int outer = reading.open(in);
        byte @Nullable [] guid = null;
        String host = "";
        List<RemoteRef.Entry> entries = new ArrayList<>();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag) {
                case FIRST -> guid = in.readByteArray();
                case SECOND -> entries.add(entry(in, reading));
                case THIRD -> host = in.readStringRequireUtf8();
                default -> Reading.skip(in, tag);
            }
        }
        reading.close(in, outer);
        if (guid == null || guid.length != GUID_BYTES) {
            throw new DecodeException("is a RemoteRef whose guid has not " + GUID_BYTES + " bytes");
        }
        ByteBuffer bits = ByteBuffer.wrap(guid);
        try {
            return new RemoteRef(new UUID(bits.getLong(), bits.getLong()), host, entries);
        } catch (IllegalArgumentException e) {
            throw new DecodeException("is no RemoteRef: " + e.getMessage(), e);
        }
    }

    private static RemoteRef.Entry entry(CodedInputStream in, Reading reading) throws IOException {
        int outer = reading.open(in);
        String uri = "";
        List<String> contracts = new ArrayList<>();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag) {
                case FIRST -> uri = in.readStringRequireUtf8();
                case SECOND -> contracts.add(in.readStringRequireUtf8());
                default -> Reading.skip(in, tag);
            }
        }
        reading.close(in, outer);
        try {
            return new RemoteRef.Entry(Endpoint.parse(uri), contracts);
        } catch (IllegalArgumentException e) {
            throw new DecodeException("is a RemoteRef with a bad endpoint: " + e.getMessage(), e);
        }
    }

    @Override
    Object absent(Reading reading) {
        throw new DecodeException("is absent: no RemoteRef stands for that, use Optional");
    }
}
