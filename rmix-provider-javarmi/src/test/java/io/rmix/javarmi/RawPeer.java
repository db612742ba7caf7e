package io.rmix.javarmi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rmix.Endpoint;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;

/** A client that writes what it likes. */
final class RawPeer {
    private RawPeer() {}

    interface Body {
        void write(MarshalOutput out) throws IOException;
    }

    static byte[] call(ObjectId object, int operation, long hash, Body body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(Jrmp.CALL);
        try (MarshalOutput out = new MarshalOutput(bytes)) {
            object.write(out);
            out.writeInt(operation);
            out.writeLong(hash);
            body.write(out);
        }
        return bytes.toByteArray();
    }

    static Socket handshaken(Endpoint at) throws IOException {
        Socket socket = new Socket(at.host(), at.port());
        socket.setSoTimeout(20_000);
        DataOutputStream out = new DataOutputStream(socket.getOutputStream());
        out.writeInt(Jrmp.MAGIC);
        out.writeShort(Jrmp.VERSION);
        out.writeByte(Jrmp.STREAM_PROTOCOL);
        DataInputStream in = new DataInputStream(socket.getInputStream());
        assertEquals(Jrmp.PROTOCOL_ACK, in.read());
        in.readUTF();
        in.readInt();
        out.writeUTF("");
        out.writeInt(0);
        return socket;
    }

    /** All the server says until it closes the connection. */
    static byte[] answer(Endpoint endpoint, byte[] call) throws IOException {
        try (Socket socket = handshaken(endpoint)) {
            socket.getOutputStream().write(call);
            socket.shutdownOutput();
            return socket.getInputStream().readAllBytes();
        }
    }

    static Throwable exception(byte[] answer) throws Exception {
        WireInput in = new WireInput(new ByteArrayInputStream(answer)::read);
        assertEquals(Jrmp.RETURN, in.read());
        return NativeFailure.read(in, AllowList.systemExceptionsOnly(), null);
    }
}
