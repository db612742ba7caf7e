package io.rmix.javarmi;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Calls of the remote interface that carries RMIX's own encoding, {@code interface RmixRemote extends Remote} with three methods
 * of the shape {@code byte[] method(byte[]) throws RemoteException}: invoke, lane and cancel. The bytes around the array are
 * those that any Java RMI writes; as they never change they are kept, compared and written as they are, and no object stream
 * runs over what a peer sends.
 */
enum RmixWire {
    /** A {@link io.rmix.spi.CallBytes call} for its answer. */
    INVOKE("invoke"),
    /** A lane's frame for an answer that holds the acknowledgement. */
    LANE("lane"),
    /** A call's id, in UTF-8, for an empty answer. */
    CANCEL("cancel");

    /** Stream header and the block that holds object, operation and method. */
    static final int CALL_HEADER = 40;

    /** The part of it that names the object. */
    static final int OBJECT_HEADER = 28;

    /** The description of {@code byte[]}, and the length. */
    static final int ARRAY_HEADER = 24;

    /** Bytes of a request before those of the array, the message's own number included. */
    static final int REQUEST_PREFIX = 1 + CALL_HEADER + ARRAY_HEADER;

    /** Stream header, and the block with kind and UID. */
    static final int RETURN_HEADER = 21;

    /** Bytes of an answer before those of the array, the message's own number included. */
    static final int ANSWER_PREFIX = 1 + RETURN_HEADER + ARRAY_HEADER;

    private static final byte[] ANSWER = ByteBuffer.allocate(ANSWER_PREFIX - 4)
            .put((byte) Jrmp.RETURN)
            .putInt(0xaced0005)
            .put((byte) 0x77)
            .put((byte) (1 + Jrmp.UID_BYTES))
            .put((byte) Jrmp.NORMAL_RETURN)
            .put(new byte[Jrmp.UID_BYTES])
            .put(Bytes.ARRAY)
            .array();

    private static final RmixWire[] VALUES = values();

    private final byte[] prefix;

    RmixWire(String method) {
        ByteBuffer out = ByteBuffer.allocate(REQUEST_PREFIX - 4)
                .put((byte) Jrmp.CALL)
                .putInt(0xaced0005)
                .put((byte) 0x77)
                .put((byte) (ObjectId.BYTES + 12));
        ObjectId.RMIX.put(out);
        out.putInt(Jrmp.BY_HASH).putLong(MethodHash.of(method, "([B)[B"));
        prefix = out.put(Bytes.ARRAY).array();
    }

    /** Constants that the constants of the enum are made of. */
    private static final class Bytes {
        /** TC_ARRAY, TC_CLASSDESC "[B", its version, SC_SERIALIZABLE, no fields, null annotation, no superclass. */
        static final byte[] ARRAY =
                HexFormat.of().parseHex("7572" + "00025b42" + "acf317f8060854e0" + "02" + "0000" + "7078" + "70");
    }

    /**
     * The method that a call names, whose number has been read already: looks ahead, and takes nothing.
     *
     * @return null if it is no call of this interface
     */
    static @Nullable RmixWire match(WireInput in) throws IOException {
        in.peek(OBJECT_HEADER);
        if (!in.startsWith(INVOKE.prefix, 1, 1 + OBJECT_HEADER)) return null;
        in.peek(CALL_HEADER + ARRAY_HEADER);
        for (RmixWire method : VALUES) if (in.startsWith(method.prefix, 1, REQUEST_PREFIX - 4)) return method;
        return null;
    }

    /** Takes a call's header, after {@link #match}, and tells the length of the array that follows. */
    static int takeCall(WireInput in) throws IOException {
        int length = in.intAt(CALL_HEADER + ARRAY_HEADER - 4);
        in.skipPeeked(CALL_HEADER + ARRAY_HEADER);
        return length;
    }

    /**
     * Takes an answer's header, whose number has been read already, and tells the length of the array that follows.
     *
     * @return -1 if it is no normal answer; nothing is taken then
     */
    static int takeAnswer(WireInput in) throws IOException {
        in.peek(RETURN_HEADER);
        if (!in.startsWith(ANSWER, 1, 8)) return -1;
        in.peek(RETURN_HEADER + ARRAY_HEADER);
        if (in.at(RETURN_HEADER) != Bytes.ARRAY[0]) return -1;
        int length = in.intAt(RETURN_HEADER + ARRAY_HEADER - 4);
        in.skipPeeked(RETURN_HEADER + ARRAY_HEADER);
        return length;
    }

    /** A request whose array has so many bytes; they begin at {@link #REQUEST_PREFIX}. */
    byte[] request(int size) {
        return message(prefix, size);
    }

    /** An answer whose array has so many bytes; they begin at {@link #ANSWER_PREFIX}. */
    static byte[] answer(int size) {
        return message(ANSWER, size);
    }

    private static byte[] message(byte[] prefix, int size) {
        byte[] message = new byte[prefix.length + 4 + size];
        System.arraycopy(prefix, 0, message, 0, prefix.length);
        ByteBuffer.wrap(message).putInt(prefix.length, size);
        return message;
    }
}
