package io.rmix.grpc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.Endpoint;
import io.rmix.InvocationException.Code;
import io.rmix.LaneListener.LaneFailure;
import io.rmix.Limits;
import io.rmix.Links;
import io.rmix.Links.Rule;
import io.rmix.Outcome;
import io.rmix.RemoteRef;
import io.rmix.Rmix;
import io.rmix.Stub;
import io.rmix.testkit.Background;
import io.rmix.testkit.CuttingProxy;
import io.rmix.testkit.Failures;
import io.rmix.testkit.KitServant;
import io.rmix.testkit.KitService;
import java.io.DataInputStream;
import java.io.EOFException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What links say of gRPC's connections, seen on the wire. */
class ChannelOptionsTest extends Fixture {
    private static final int SETTINGS = 4;
    private static final int PING = 6;
    private static final int ACK = 1;
    private static final int BYTES = 400_000;

    private Stub<KitService> stub(Rmix client, Endpoint endpoint, String option, String value) {
        client.links(
                Links.none().with(Rule.target("*", endpoint.scheme()).withOption(endpoint.scheme(), option, value)));
        List<String> contracts = List.of(KitService.class.getCanonicalName());
        RemoteRef.Entry entry = new RemoteRef.Entry(endpoint, contracts);
        return client.connect(KitService.class, new RemoteRef(UUID.randomUUID(), RemoteRef.thisHost(), List.of(entry)));
    }

    @Test
    void requestsAndFramesAreCompressed() throws Exception {
        KitServant servant = new KitServant();
        Endpoint there =
                rmix().export(KitService.class, servant, ANYWHERE + "kit").endpoint();
        for (String way : List.of("none", "gzip")) {
            CuttingProxy proxy = closing(new CuttingProxy(there));
            Stub<KitService> stub = stub(rmix(), proxy.endpoint(), "compression", way);
            assertArrayEquals(new byte[BYTES], stub.sync().echoBytes(new byte[BYTES]));
            assertArrayEquals(
                    new byte[BYTES],
                    stub.async(kit -> kit.echoBytes(new byte[BYTES])).get(20, TimeUnit.SECONDS));
            stub.oneWay().echoBytes(new byte[BYTES]);
            stub.lane().flush().get(20, TimeUnit.SECONDS);
            long carried = proxy.carried();
            if (way.equals("none")) assertTrue(carried > 3 * BYTES, () -> "plain: " + carried);
            else assertTrue(carried < BYTES / 10, () -> "compressed: " + carried);
        }
    }

    @Test
    void aMessageThatGrowsBeyondTheLimitIsRefused() throws Exception {
        KitServant servant = new KitServant();
        Endpoint there = rmix(Limits.defaults().withMessageBytes(100_000))
                .export(KitService.class, servant, ANYWHERE + "kit")
                .endpoint();
        ConcurrentLinkedQueue<LaneFailure> failures = new ConcurrentLinkedQueue<>();
        Stub<KitService> stub = stub(rmix(), there, "compression", "gzip").withLaneListener(failures::add);
        Failures.failsWith(
                Code.TOO_LARGE, Outcome.NOT_INVOKED, () -> stub.sync().echoBytes(new byte[BYTES]));
        Log log = log();
        stub.oneWay().note(new byte[BYTES]);
        stub.lane().flush().get(20, TimeUnit.SECONDS);
        assertEquals(1, failures.size());
        assertEquals(1, log.warnings("Decompressed").size(), "the port says what it refused");
        assertEquals(List.of(), servant.notes());
        assertEquals(5, stub.sync().echoInt(5));
    }

    @Test
    void aSilentServerIsPingedWhenLinksSay() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Boolean> pinged = Background.supply(() -> isPinged(server));
            Endpoint there = Endpoint.parse("grpc://127.0.0.1:" + server.getLocalPort() + "/kit");
            Stub<KitService> stub = stub(rmix(), there, "keep-alive", "10s");
            CompletableFuture<Integer> call = stub.async(kit -> kit.echoInt(1));
            assertTrue(pinged.get(40, TimeUnit.SECONDS), "by default it takes a minute");
            call.cancel(true);
        }
    }

    /** Reads a client's frames (RFC 9113, section 4) up to a ping; false if there is none before the end. */
    private static boolean isPinged(ServerSocket server) {
        try (Socket socket = server.accept()) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            in.skipNBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".length());
            socket.getOutputStream().write(new byte[] {0, 0, 0, SETTINGS, 0, 0, 0, 0, 0});
            while (true) {
                int length = in.readUnsignedShort() << 8 | in.readUnsignedByte();
                int type = in.readUnsignedByte();
                int flags = in.readUnsignedByte();
                in.readInt();
                in.skipNBytes(length);
                if (type == PING && (flags & ACK) == 0) return true;
                if (type == SETTINGS && (flags & ACK) == 0)
                    socket.getOutputStream().write(new byte[] {0, 0, 0, SETTINGS, ACK, 0, 0, 0, 0});
            }
        } catch (EOFException e) {
            return false;
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
