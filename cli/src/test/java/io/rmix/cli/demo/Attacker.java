package io.rmix.cli.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Grpc;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.rmix.Endpoint;
import io.rmix.Limits;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.rmi.server.ObjID;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Sends what must be refused to one port of a member, and waits until it was. */
record Attacker(int member, Endpoint at) {
    private static final int MORE_THAN_ANY_LIMIT = Limits.defaults().messageBytes() + (1 << 20);
    private static final long REGISTRY_HASH = 4905912898345647071L;
    private static final long COLLECTOR_HASH = -669196253586618813L;

    /** What has no meaning in any protocol. */
    Attack randomBytes(Random random) throws IOException {
        byte[] noise = new byte[1000];
        random.nextBytes(noise);
        return send(noise).attack("refused");
    }

    /** An envelope whose document type names entities, one of which is to be fetched. */
    Attack doctype(String service, int bait) throws IOException {
        byte[] body = """
                <?xml version="1.0"?>
                <!DOCTYPE e [<!ENTITY a SYSTEM "http://127.0.0.1:%d/x"><!ENTITY b "&a;&a;">]>
                <e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body>&b;</e:Body></e:Envelope>
                """.formatted(bait).getBytes(StandardCharsets.UTF_8);
        byte[] head = """
                POST /%s HTTP/1.1
                Host: %s
                Content-Type: text/xml; charset=utf-8
                Content-Length: %d
                Connection: close

                """.formatted(service, at.host(), body.length)
                .replace("\n", "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        Answer answer = send(head, body);
        assertTrue(answer.text().startsWith("HTTP/1.1 500 "), answer::text);
        assertTrue(answer.text().contains("Fault>"), answer::text);
        return answer.attack("DOCTYPE");
    }

    /** Objects for the registry and the collector of leases, which every port of Java RMI has. */
    List<Attack> gadgets(Path sprung) throws IOException {
        Gadget gadget = new Gadget(sprung);
        List<Attack> attacks = new ArrayList<>();
        attacks.add(answered(call(ObjID.REGISTRY_ID, 2, REGISTRY_HASH, gadget)).attack("Gadget"));
        attacks.add(answered(call(ObjID.DGC_ID, 1, COLLECTOR_HASH, gadget)).attack("Gadget"));
        attacks.add(answered(call(ObjID.REGISTRY_ID, 0, REGISTRY_HASH, "jobqueue", gadget))
                .attack("refused"));
        return attacks;
    }

    /** A message of more bytes than the port takes. */
    Attack tooLarge(String method) throws Exception {
        ManagedChannel channel = ManagedChannelBuilder.forAddress(at.host(), at.port())
                .usePlaintext()
                .build();
        try {
            MethodDescriptor<byte[], byte[]> unary = MethodDescriptor.newBuilder(new Bytes(), new Bytes())
                    .setType(MethodDescriptor.MethodType.UNARY)
                    .setFullMethodName(method)
                    .build();
            ClientCall<byte[], byte[]> call = channel.newCall(unary, CallOptions.DEFAULT);
            CompletableFuture<Status> end = new CompletableFuture<>();
            call.start(
                    new ClientCall.Listener<>() {
                        @Override
                        public void onClose(Status status, Metadata trailers) {
                            end.complete(status);
                        }
                    },
                    new Metadata());
            call.request(1);
            call.sendMessage(new byte[MORE_THAN_ANY_LIMIT]);
            call.halfClose();
            Status status = end.get(30, TimeUnit.SECONDS);
            assertEquals(Status.Code.RESOURCE_EXHAUSTED, status.getCode(), status::toString);
            Object from = call.getAttributes().get(Grpc.TRANSPORT_ATTR_LOCAL_ADDR);
            return new Attack(member, String.valueOf(from).replaceFirst(".*/", ""), "RESOURCE_EXHAUSTED");
        } finally {
            channel.shutdownNow();
        }
    }

    private static byte[] call(int object, int operation, long hash, Object... arguments) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream head = new DataOutputStream(bytes);
        head.writeInt(0x4a524d49);
        head.writeShort(2);
        head.write(new byte[] {0x4c, 0x50});
        try (ObjectOutputStream out = new Marshalled(bytes)) {
            new ObjID(object).write(out);
            out.writeInt(operation);
            out.writeLong(hash);
            for (Object argument : arguments) out.writeObject(argument);
        }
        return bytes.toByteArray();
    }

    /** An object stream as Java RMI has it: with the place of each class, here none. */
    private static final class Marshalled extends ObjectOutputStream {
        Marshalled(OutputStream out) throws IOException {
            super(out);
        }

        @Override
        protected void annotateClass(Class<?> type) throws IOException {
            writeObject(null);
        }
    }

    private Answer answered(byte[] call) throws IOException {
        Answer answer = send(call);
        assertTrue(answer.text().contains("Exception"), answer::text);
        return answer;
    }

    private record Answer(int member, String peer, String text) {
        Attack attack(String refusal) {
            return new Attack(member, peer, refusal);
        }
    }

    /** Sends all and reads until the member closes the connection. */
    private Answer send(byte[]... parts) throws IOException {
        try (Socket socket = new Socket(at.host(), at.port())) {
            socket.setSoTimeout(30_000);
            String peer = "127.0.0.1:" + socket.getLocalPort();
            for (byte[] part : parts) socket.getOutputStream().write(part);
            socket.shutdownOutput();
            return new Answer(member, peer, read(socket.getInputStream()));
        }
    }

    private static String read(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            in.transferTo(bytes);
        } catch (SocketException reset) {
            assertTrue(String.valueOf(reset.getMessage()).contains("reset"), reset::toString);
        }
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }

    private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            throw new IllegalStateException("answered, not refused");
        }
    }
}
