package io.rmix.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import io.rmix.Endpoint;
import io.rmix.Limits;
import io.rmix.Rmix;
import io.rmix.contract.Contract;
import io.rmix.contract.ProtoCodec;
import io.rmix.spi.CallContext;
import io.rmix.spi.LaneCall;
import io.rmix.spi.LaneCodec;
import io.rmix.spi.LaneFrame;
import io.rmix.spi.Payload;
import io.rmix.testkit.Await;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever comes in is refused with one line in the log that names peer and reason, and the server goes on. */
class HostilePeerTest extends Fixture {
    private static final MethodDescriptor.Marshaller<byte[]> BYTES = new MethodDescriptor.Marshaller<>() {
        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try {
                return stream.readAllBytes();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    };

    private Endpoint endpoint;
    private Shop shop;
    private Log log;
    private Channel foreign;

    @BeforeEach
    void serve() throws IOException {
        Rmix server = rmix(Limits.defaults().withMessageBytes(64 << 10));
        endpoint = server.export(Shop.class, new Shop.Keeper("open"), ANYWHERE + "shop")
                .endpoint();
        shop = rmix().connect(Shop.class, endpoint).sync();
        assertEquals("open", shop.name());
        foreign = foreignChannel(endpoint);
        log = log();
    }

    @AfterEach
    void theServerGoesOn() {
        assertEquals("open", shop.name());
    }

    private static MethodDescriptor<byte[], byte[]> method(String name, MethodDescriptor.MethodType type) {
        return MethodDescriptor.newBuilder(BYTES, BYTES)
                .setType(type)
                .setFullMethodName(name)
                .build();
    }

    private Status call(String method, byte[] request) {
        MethodDescriptor<byte[], byte[]> unary = method(method, MethodDescriptor.MethodType.UNARY);
        return assertThrows(
                        StatusRuntimeException.class,
                        () -> ClientCalls.blockingUnaryCall(foreign, unary, CallOptions.DEFAULT, request))
                .getStatus();
    }

    private void oneLine(String... parts) {
        Await.until("a line", () -> !log.warnings(parts).isEmpty());
        assertEquals(
                1,
                log.warnings("refused 127.0.0.1:").size(),
                () -> log.warnings().toString());
        assertEquals(1, log.warnings(parts).size());
    }

    /** Sends bytes and waits until the server closes the connection; returns the address they came from. */
    private String send(byte[] bytes) throws IOException {
        try (Socket socket = new Socket(endpoint.host(), endpoint.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(bytes);
            String peer = "127.0.0.1:" + socket.getLocalPort();
            while (socket.getInputStream().read() >= 0) continue;
            return peer;
        }
    }

    @Test
    void randomBytes() throws IOException {
        byte[] bytes = new byte[1000];
        new Random(7).nextBytes(bytes);
        oneLine(send(bytes), "not HTTP/2");
    }

    @Test
    void anotherProtocol() throws IOException {
        oneLine(send("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII)), "not HTTP/2");
    }

    @Test
    void rubbishAfterTheGreeting() throws IOException {
        byte[] bytes = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n################".getBytes(StandardCharsets.US_ASCII);
        oneLine(send(bytes), "connection closed");
    }

    @Test
    void anEndWithinTheGreeting() throws IOException {
        try (Socket socket = new Socket(endpoint.host(), endpoint.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write("PRI * HT".getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            while (socket.getInputStream().read() >= 0) continue;
        }
        oneLine("ended within its greeting");
    }

    @Test
    void unknownMethodsAndServices() {
        assertEquals(
                Status.Code.UNIMPLEMENTED,
                call("shop.v1.Shop/Steal", new byte[0]).getCode());
        oneLine("no method Steal");
        assertEquals(Status.Code.UNIMPLEMENTED, call("no.Where/Go", new byte[0]).getCode());
        assertEquals(1, log.warnings("no object of no.Where").size());
    }

    @Test
    void aRequestOverTheLimit() {
        assertEquals(
                Status.Code.RESOURCE_EXHAUSTED,
                call("shop.v1.Shop/Wish", new byte[70_000]).getCode());
        oneLine("shop wish", "70000 bytes, the limit is 65536");
    }

    @Test
    void aRequestFarOverTheLimit() {
        assertEquals(
                Status.Code.RESOURCE_EXHAUSTED,
                call("shop.v1.Shop/Wish", new byte[3 << 20]).getCode());
        oneLine("shop.v1.Shop/Wish", "exceeds maximum size");
    }

    @Test
    void aRequestThatIsNoMessage() {
        Status status = call("shop.v1.Shop/Wish", new byte[] {-1, -1, -1});
        assertEquals(Status.Code.INVALID_ARGUMENT, status.getCode());
    }

    @Test
    void aLaneOfRubbish() throws Exception {
        assertEquals(Status.Code.INVALID_ARGUMENT, lane(new byte[] {-1, -1, -1}).getCode());
        oneLine("a lane's frame", "malformed");
    }

    @Test
    void aLaneThatMiscounts() throws Exception {
        byte[] payload = ProtoCodec.of(Contract.of(Shop.class))
                .request(Contract.of(Shop.class).find("wish"))
                .encode(new Object[] {"hello"});
        LaneCall call = new LaneCall("shop", "wish", CallContext.EMPTY, new Payload.Bytes(payload));
        byte[] frame = LaneCodec.encode(new LaneFrame(1, 5, 1, false, List.of(call)));
        assertEquals(5, LaneCodec.read(frame).first());
        Status status = lane(frame);
        assertEquals(Status.Code.INVALID_ARGUMENT, status.getCode());
        assertTrue(status.getDescription().contains("is not known here"), status.toString());
        oneLine("a lane's frame", "is not known here");
    }

    private Status lane(byte[] frame) throws Exception {
        ClientCall<byte[], byte[]> call = foreign.newCall(
                method("rmix.v1.Lane/Open", MethodDescriptor.MethodType.BIDI_STREAMING), CallOptions.DEFAULT);
        CompletableFuture<Status> end = new CompletableFuture<>();
        call.start(
                new ClientCall.Listener<>() {
                    @Override
                    public void onClose(Status status, Metadata trailers) {
                        end.complete(status);
                    }
                },
                new Metadata());
        call.request(100);
        call.sendMessage(frame);
        return end.get(20, TimeUnit.SECONDS);
    }

    @Test
    void aFloodOfRefusalsIsCountedNotLogged() {
        for (int i = 0; i < 2000; i++) call("no.Where/Go", new byte[0]);
        assertTrue(log.warnings("no.Where").size() < 1000, () -> log.warnings().size() + " lines");
        Await.until("what was left out is counted", () -> {
            call("no.Where/Go", new byte[0]);
            return !log.warnings("more within a second").isEmpty();
        });
    }
}
