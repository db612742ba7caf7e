package io.rmix.javarmi;

import java.io.IOException;
import java.io.ObjectOutput;
import java.io.UncheckedIOException;
import java.rmi.RemoteException;
import java.rmi.ServerException;

/** Answers as any Java RMI writes them. */
final class NativeAnswer {
    private static final int EXCEPTION_LIMIT = 1 << 20;

    private NativeAnswer() {}

    /** Writes a result. */
    @FunctionalInterface
    interface Body {
        void write(ObjectOutput out) throws IOException;
    }

    /**
     * A normal return.
     *
     * @throws MarshalOutput.Bounded.FullException if it is larger than the limit, in bytes
     */
    static byte[] value(int limit, Body body) throws IOException {
        return message(Jrmp.NORMAL_RETURN, limit, body);
    }

    /** An exceptional return; the stack trace stays here. */
    static byte[] exception(Throwable thrown) {
        thrown.setStackTrace(new StackTraceElement[0]);
        try {
            return message(Jrmp.EXCEPTIONAL_RETURN, EXCEPTION_LIMIT, out -> out.writeObject(thrown));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As Java RMI tells of an exception that the server's side of a call met. */
    static byte[] inServer(RemoteException thrown) {
        thrown.setStackTrace(new StackTraceElement[0]);
        return exception(new ServerException("RemoteException occurred in server thread", thrown));
    }

    private static byte[] message(int kind, int limit, Body body) throws IOException {
        MarshalOutput.Bounded bytes = new MarshalOutput.Bounded(limit);
        bytes.write(Jrmp.RETURN);
        try (MarshalOutput out = new MarshalOutput(bytes)) {
            out.writeByte(kind);
            out.write(new byte[Jrmp.UID_BYTES]);
            body.write(out);
        }
        return bytes.toByteArray();
    }
}
