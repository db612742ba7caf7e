package io.rmix.javarmi;

/** Numbers of the Java Remote Method Protocol (Java RMI Specification, chapter 10). */
final class Jrmp {
    static final int MAGIC = 0x4a524d49;
    static final int VERSION = 2;
    static final int STREAM_PROTOCOL = 0x4b;
    static final int SINGLE_OP_PROTOCOL = 0x4c;
    static final int PROTOCOL_ACK = 0x4e;
    static final int PROTOCOL_NOT_SUPPORTED = 0x4f;
    static final int CALL = 0x50;
    static final int RETURN = 0x51;
    static final int PING = 0x52;
    static final int PING_ACK = 0x53;
    static final int DGC_ACK = 0x54;
    static final int NORMAL_RETURN = 1;
    static final int EXCEPTIONAL_RETURN = 2;

    /** Bytes of a {@code java.rmi.server.UID}. */
    static final int UID_BYTES = 14;

    /** The operation number of a call that names its method by hash. */
    static final int BY_HASH = -1;

    private Jrmp() {}
}
