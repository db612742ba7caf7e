package io.rmix.javarmi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.rmix.Endpoint;
import io.rmix.InvocationException.Code;
import io.rmix.Limits;
import io.rmix.Outcome;
import io.rmix.Rmix;
import io.rmix.javarmi.legacy.Account;
import io.rmix.javarmi.legacy.AccountServant;
import io.rmix.testkit.Await;
import io.rmix.testkit.Failures;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.rmi.dgc.Lease;
import java.rmi.dgc.VMID;
import java.rmi.server.ObjID;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** What a peer must not do is refused with one line in the log, and the server goes on. */
@Timeout(60)
class HostilePeerTest {
    private static final long REGISTRY_HASH = 4905912898345647071L;
    private static final long DGC_HASH = -669196253586618813L;

    /** Does harm when it is read. */
    public static final class Gadget implements Serializable {
        private static final long serialVersionUID = 1;
        static volatile boolean sprung;

        private void readObject(ObjectInputStream in) {
            sprung = true;
        }
    }

    /** A class that says when it is initialised. */
    static final class Witness {
        static volatile boolean initialised;
    }

    /** Is never asked for. */
    public static final class Loaded implements Serializable {
        private static final long serialVersionUID = 1;

        static {
            Witness.initialised = true;
        }
    }

    private final Logger logger = (Logger) LoggerFactory.getLogger(ServerConnection.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Rmix rmix =
            Rmix.builder().limits(Limits.defaults().withMessageBytes(64 << 10)).build();
    private Endpoint endpoint;

    @BeforeEach
    void start() throws IOException {
        Gadget.sprung = false;
        log.start();
        logger.addAppender(log);
        endpoint = rmix.export(Account.class, new AccountServant(), "rmi://127.0.0.1:0/account")
                .endpoint();
    }

    @AfterEach
    void stop() {
        logger.detachAppender(log);
        rmix.close();
    }

    private List<String> warnings() {
        synchronized (log.list) {
            return log.list.stream()
                    .filter(e -> e.getLevel() == Level.WARN)
                    .map(ILoggingEvent::getFormattedMessage)
                    .toList();
        }
    }

    private void assertOneWarning(String... parts) {
        Await.until("a line in the log", () -> !warnings().isEmpty());
        assertEquals(1, warnings().size(), warnings()::toString);
        for (String part : parts) assertTrue(warnings().get(0).contains(part), warnings()::toString);
        log.list.clear();
    }

    private void assertServes() throws IOException {
        try (Rmix client = Rmix.create()) {
            assertEquals(3, client.connect(Account.class, endpoint).sync().echo(new byte[3]).length);
        }
    }

    private static long hash(String method) throws Exception {
        for (var m : Account.class.getMethods()) if (m.getName().equals(method)) return MethodHash.of(m);
        throw new NoSuchMethodException(method);
    }

    @Test
    void gadgetsAsArgumentsAreRefused() throws Exception {
        ObjectId account = ObjectId.ofService("account");
        for (Object gadget : List.of(new Gadget(), List.of(new Gadget()), new Gadget[1])) {
            byte[] answer = RawPeer.answer(
                    endpoint, RawPeer.call(account, Jrmp.BY_HASH, hash("totals"), out -> out.writeObject(gadget)));
            assertTrue(RawPeer.exception(answer).getMessage().contains("Gadget"), () -> "" + gadget);
            assertOneWarning("127.0.0.1:", "Gadget");
        }
        assertFalse(Gadget.sprung);
        assertServes();
    }

    @Test
    void classesThatAreNotAllowedAreNotEvenInitialised() throws Exception {
        byte[] bytes =
                RawPeer.call(ObjectId.ofService("account"), Jrmp.BY_HASH, hash("echo"), out -> out.writeObject("x"));
        // A class description instead of the string: TC_OBJECT, TC_CLASSDESC, name, version, flags, no fields.
        ByteArrayOutputStream forged = new ByteArrayOutputStream();
        forged.write(bytes, 0, bytes.length - 4);
        DataOutputStream out = new DataOutputStream(forged);
        out.writeShort(0x7372);
        out.writeUTF(Loaded.class.getName());
        out.writeLong(1);
        out.write(new byte[] {2, 0, 0, 0x70, 0x78, 0x70});
        RawPeer.exception(RawPeer.answer(endpoint, forged.toByteArray()));
        assertOneWarning(Loaded.class.getName());
        assertFalse(Witness.initialised);
    }

    @Test
    void gadgetsForTheRegistryAreRefused() throws Exception {
        for (int operation : new int[] {0, 3}) {
            RawPeer.exception(
                    RawPeer.answer(endpoint, RawPeer.call(ObjectId.REGISTRY, operation, REGISTRY_HASH, out -> {
                        out.writeObject("account");
                        out.writeObject(new Gadget());
                    })));
            assertOneWarning("127.0.0.1:", "disallowed");
        }
        RawPeer.exception(RawPeer.answer(
                endpoint, RawPeer.call(ObjectId.REGISTRY, 2, REGISTRY_HASH, out -> out.writeObject(new Gadget()))));
        assertOneWarning("127.0.0.1:", "Gadget");
        assertFalse(Gadget.sprung);
        assertServes();
    }

    @Test
    void gadgetsForTheCollectorAreRefused() throws Exception {
        RawPeer.exception(RawPeer.answer(
                endpoint, RawPeer.call(ObjectId.DGC, 1, DGC_HASH, out -> out.writeObject(new Gadget()))));
        assertOneWarning("127.0.0.1:", "Gadget");
        assertFalse(Gadget.sprung);
    }

    @Test
    void leasesAreGranted() throws Exception {
        VMID me = new VMID();
        byte[] answer = RawPeer.answer(endpoint, RawPeer.call(ObjectId.DGC, 1, DGC_HASH, out -> {
            out.writeObject(new ObjID[] {new ObjID(77)});
            out.writeLong(1);
            out.writeObject(new Lease(me, 5000));
        }));
        WireInput bytes = new WireInput(new ByteArrayInputStream(answer)::read);
        assertEquals(Jrmp.RETURN, bytes.read());
        MarshalInput in = new MarshalInput(bytes);
        assertEquals(Jrmp.NORMAL_RETURN, in.readByte());
        in.skipNBytes(Jrmp.UID_BYTES);
        in.allow(
                new AllowList(
                        Set.of("java.rmi.dgc.Lease", "java.rmi.dgc.VMID", "java.rmi.server.UID", "[B"), false, 99, 9),
                null);
        Lease lease = (Lease) in.readObject();
        assertEquals(me, lease.getVMID());
        assertEquals(5000, lease.getValue());
        byte[] cleaned = RawPeer.answer(endpoint, RawPeer.call(ObjectId.DGC, 0, DGC_HASH, out -> {
            out.writeObject(new ObjID[] {new ObjID(77)});
            out.writeLong(2);
            out.writeObject(me);
            out.writeBoolean(true);
        }));
        assertEquals(Jrmp.NORMAL_RETURN, cleaned[7]);
        assertEquals(List.of(), warnings());
    }

    @Test
    void randomBytesAreRefused() throws Exception {
        long seed = Long.getLong("rmix.test.seed", System.nanoTime());
        System.out.println("replay with -Dtest.args=-Drmix.test.seed=" + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 20; i++) {
            byte[] noise = new byte[8 + random.nextInt(5000)];
            random.nextBytes(noise);
            noise[0] = 1;
            try (Socket socket = new Socket(endpoint.host(), endpoint.port())) {
                socket.getOutputStream().write(noise);
                assertClosed(socket);
            }
            assertOneWarning("127.0.0.1:", "does not begin as Java RMI does");
        }
        assertServes();
    }

    private static void assertClosed(Socket socket) throws IOException {
        socket.setSoTimeout(20_000);
        try {
            while (socket.getInputStream().read() >= 0) continue;
        } catch (SocketException e) {
            assertTrue(e.getMessage().contains("reset"), e::toString);
        }
    }

    @Test
    void randomBytesWithinCallsAreRefused() throws Exception {
        long seed = Long.getLong("rmix.test.seed", System.nanoTime());
        System.out.println("replay with -Dtest.args=-Drmix.test.seed=" + seed);
        Random random = new Random(seed);
        List<byte[]> calls = List.of(
                RawPeer.call(
                        ObjectId.ofService("account"),
                        Jrmp.BY_HASH,
                        hash("totals"),
                        out -> out.writeObject(List.of("a"))),
                RawPeer.call(ObjectId.REGISTRY, 2, REGISTRY_HASH, out -> out.writeObject("account")),
                RmixWire.INVOKE.request(40));
        for (int i = 0; i < 300; i++) {
            byte[] call = calls.get(i % 3).clone();
            int from = 1 + random.nextInt(call.length - 1);
            for (int at = from; at < call.length; at++) call[at] = (byte) random.nextInt();
            RawPeer.answer(endpoint, call);
        }
        assertServes();
    }

    @Test
    void announcedLengthsTakeNoMemory() throws Exception {
        byte[] request = RmixWire.INVOKE.request(0);
        ByteBuffer.wrap(request).putInt(request.length - 4, -5);
        RawPeer.answer(endpoint, request);
        assertOneWarning("an array of -5 bytes");
        ByteBuffer.wrap(request).putInt(request.length - 4, Integer.MAX_VALUE);
        RawPeer.answer(endpoint, request);
        assertOneWarning("2147483647 bytes, the limit is");
        byte[] array = RawPeer.call(
                ObjectId.ofService("account"), Jrmp.BY_HASH, hash("echo"), o -> o.writeObject(new byte[0]));
        ByteBuffer.wrap(array).putInt(array.length - 4, 1 << 30);
        RawPeer.exception(RawPeer.answer(endpoint, array));
        assertOneWarning("[B of " + (1 << 30));
        assertServes();
    }

    @Test
    void tooLongNativeRequestsAreRefusedAndAnswered() throws Exception {
        byte[] call = RawPeer.call(
                ObjectId.ofService("account"), Jrmp.BY_HASH, hash("note"), out -> out.writeObject("x".repeat(1 << 20)));
        assertTrue(RawPeer.exception(RawPeer.answer(endpoint, call))
                .getMessage()
                .contains("more bytes than a message may have"));
        assertOneWarning("127.0.0.1:", "more bytes than a message may have");
        try (Rmix client = Rmix.create()) {
            Account account = client.connect(Account.class, endpoint).sync();
            Failures.failsWith(Code.INVALID, Outcome.NOT_INVOKED, () -> account.note("x".repeat(1 << 20)));
        }
        assertServes();
    }

    @Test
    void whoOnlyLooksWhetherThePortIsOpenIsNotLogged() throws Exception {
        new Socket(endpoint.host(), endpoint.port()).close();
        assertServes();
        assertEquals(List.of(), warnings());
    }
}
