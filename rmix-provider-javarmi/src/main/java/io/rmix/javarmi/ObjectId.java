package io.rmix.javarmi;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** A {@code java.rmi.server.ObjID} by its parts; the last three are its UID. */
record ObjectId(long number, int unique, long time, short count) {
    static final int BYTES = 22;

    static final ObjectId REGISTRY = wellKnown(0);
    static final ObjectId DGC = wellKnown(2);

    /** The object that takes calls in RMIX's own encoding. */
    static final ObjectId RMIX = wellKnown(0x524d4958);

    private static ObjectId wellKnown(int number) {
        return new ObjectId(number, 0, 0, (short) 0);
    }

    /** The same for a name in every process, so that a stub outlives the server's restart. */
    static ObjectId ofService(String name) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return new ObjectId(ByteBuffer.wrap(digest).getLong(), 0x524d4958, 0, (short) 0);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static ObjectId read(DataInput in) throws IOException {
        return new ObjectId(in.readLong(), in.readInt(), in.readLong(), in.readShort());
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(number);
        out.writeInt(unique);
        out.writeLong(time);
        out.writeShort(count);
    }

    void put(ByteBuffer out) {
        out.putLong(number).putInt(unique).putLong(time).putShort(count);
    }
}
