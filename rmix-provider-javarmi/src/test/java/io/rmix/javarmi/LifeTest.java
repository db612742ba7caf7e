package io.rmix.javarmi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.Endpoint;
import io.rmix.Export;
import io.rmix.InvocationException.Code;
import io.rmix.Limits;
import io.rmix.Outcome;
import io.rmix.Rmix;
import io.rmix.Security;
import io.rmix.Stub;
import io.rmix.javarmi.legacy.Account;
import io.rmix.javarmi.legacy.AccountServant;
import io.rmix.testkit.Await;
import io.rmix.testkit.Failures;
import io.rmix.testkit.KitServant;
import io.rmix.testkit.KitService;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.rmi.NotBoundException;
import java.rmi.Remote;
import java.rmi.RemoteException;
import java.rmi.registry.LocateRegistry;
import java.rmi.registry.Registry;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Ports, services and threads come and go; Java's own RMI runtime is the client where it says so. */
@Timeout(60)
class LifeTest {
    private final Deque<Rmix> open = new ArrayDeque<>();

    private Rmix rmix() {
        open.push(Rmix.builder()
                .limits(Limits.defaults().withDrain(Duration.ofSeconds(10)))
                .build());
        return open.peek();
    }

    @AfterEach
    void close() {
        open.forEach(Rmix::close);
    }

    private static Account lookup(Endpoint at) throws Exception {
        return (Account) LocateRegistry.getRegistry(at.host(), at.port()).lookup(at.service());
    }

    @Test
    void nativeAndOtherServicesShareAPort() throws Exception {
        Rmix server = rmix();
        Endpoint one = server.export(Account.class, new AccountServant(), "rmi://127.0.0.1:0/bank/one")
                .endpoint();
        String address = one.address();
        Export two = server.export(Account.class, new AccountServant(), address + "/bank/two");
        Endpoint kit = server.export(KitService.class, new KitServant(), address + "/kit")
                .endpoint();
        assertThrows(
                IllegalArgumentException.class,
                () -> server.export(Account.class, new AccountServant(), one.toString()));

        Registry registry = LocateRegistry.getRegistry(one.host(), one.port());
        assertArrayEquals(new String[] {"bank/one", "bank/two"}, registry.list());
        Account plain = lookup(two.endpoint());
        assertEquals(3, plain.deposit(3));
        assertEquals(5, lookup(one).deposit(5));
        assertEquals(5, rmix().connect(Account.class, one).sync().deposit(0));
        assertEquals(7, rmix().connect(KitService.class, kit).sync().echoInt(7));

        two.close();
        assertThrows(java.rmi.NoSuchObjectException.class, () -> plain.deposit(1));
        assertThrows(NotBoundException.class, () -> registry.lookup("bank/two"));
        assertEquals(6, lookup(one).deposit(1));
    }

    @Test
    void severalPortsAndHostsOfOneProcess() throws Exception {
        Rmix server = rmix();
        Rmix other = rmix();
        Rmix client = rmix();
        for (String host : List.of("127.0.0.1", "127.0.0.1", "127.0.0.3", "localhost", "[::1]")) {
            for (Rmix rmix : List.of(server, other)) {
                Endpoint at = rmix.export(Account.class, new AccountServant(), "rmi://" + host + ":0/a")
                        .endpoint();
                assertEquals(1, client.connect(Account.class, at).sync().deposit(1));
                assertEquals(2, lookup(at).deposit(1));
            }
        }
    }

    @Test
    void aStubOfJavaOutlivesARestart() throws Exception {
        Rmix first = rmix();
        Endpoint at = first.export(Account.class, new AccountServant(), "rmi://127.0.0.1:0/account")
                .endpoint();
        Account plain = lookup(at);
        Stub<Account> stub = rmix().connect(Account.class, at);
        assertEquals(1, plain.deposit(1));
        assertEquals(2, stub.sync().deposit(1));
        first.close();
        try (ServerSocket free = new ServerSocket()) {
            free.bind(new java.net.InetSocketAddress("127.0.0.1", at.port()));
        }
        rmix().export(Account.class, new AccountServant(), at.toString());
        assertEquals(3, stub.sync().deposit(3));
        assertEquals(5, plain.deposit(2));
    }

    @Test
    void closingLeavesNoThreadAndNoPort() throws Exception {
        Rmix server = rmix();
        Endpoint at = server.export(Account.class, new AccountServant(), "rmi://127.0.0.1:0/account")
                .endpoint();
        String threads = "rmix-rmi-" + at.port();
        Rmix client = rmix();
        assertEquals(1, client.connect(Account.class, at).sync().deposit(1));
        assertTrue(threadsOf(threads) >= 2);
        server.close();
        assertEquals(0, threadsOf(threads));
        try (ServerSocket free = new ServerSocket(at.port(), 1, InetAddress.getByName("127.0.0.1"))) {
            assertTrue(free.isBound());
        }
    }

    private static long threadsOf(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(t -> t.isAlive() && t.getName().startsWith(name))
                .count();
    }

    @Test
    void closingLetsNativeAnswersOut() throws Exception {
        Rmix server = rmix();
        AccountServant servant = new AccountServant();
        Endpoint at = server.export(Account.class, servant, "rmi://127.0.0.1:0/account")
                .endpoint();
        Account plain = lookup(at);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        Future<String> call = threads.submit(() -> plain.pause("drained"));
        servant.awaitPaused();
        Future<?> closing = threads.submit(server::close);
        threads.shutdown();
        Await.until("the port is closed", () -> !connects(at));
        assertFalse(closing.isDone());
        servant.resume();
        assertEquals("drained", call.get(20, TimeUnit.SECONDS));
        closing.get(20, TimeUnit.SECONDS);
    }

    private static boolean connects(Endpoint at) {
        try {
            new java.net.Socket(at.host(), at.port()).close();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void lanesOfANativeInterfaceAreLanesAmongRmixPeers() throws Exception {
        AccountServant servant = new AccountServant();
        Endpoint at = rmix().export(Account.class, servant, "rmi://127.0.0.1:0/account")
                .endpoint();
        Stub<Account> stub = rmix().connect(Account.class, at);
        for (int i = 0; i < 5000; i++) stub.oneWay().note("n" + i);
        stub.lane().flush().get(30, TimeUnit.SECONDS);
        assertEquals(IntStream.range(0, 5000).mapToObj(i -> "n" + i).toList(), servant.notes());
    }

    @Test
    void refusalsOfRmixServersKeepTheirOutcome() throws Exception {
        Rmix server = Rmix.builder()
                .limits(Limits.defaults().withMessageBytes(64 << 10))
                .build();
        open.push(server);
        Endpoint at = server.export(Account.class, new AccountServant(), "rmi://127.0.0.1:0/account")
                .endpoint();
        Account account = rmix().connect(Account.class, at).sync();
        Failures.failsWith(Code.SERVANT_FAILED, Outcome.INVOKED, () -> account.crash("why"));
        Failures.failsWith(
                Code.TOO_LARGE,
                Outcome.INVOKED,
                () -> account.totals(
                        IntStream.range(0, 6_000).mapToObj(i -> "name" + i).toList()));
        assertEquals(1, account.deposit(1));
    }

    @Test
    void whatCannotBeCarriedIsRefusedAtExport() throws NoSuchAlgorithmException {
        Rmix rmix = rmix();
        assertRefused(rmix, NoRemoteException.class, "java.rmi.RemoteException");
        assertRefused(rmix, WithOptional.class, "result: java.util.Optional");
        assertRefused(rmix, WithRecord.class, "parameter line, element: the record");
        Rmix secure = Rmix.builder()
                .security(new Security(Optional.of(SSLContext.getDefault()), false))
                .build();
        open.push(secure);
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class,
                () -> secure.export(KitService.class, new KitServant(), "rmi://127.0.0.1:0/kit"));
        assertTrue(e.getMessage().contains("TLS"), e::toString);
        IOException taken = assertThrows(IOException.class, () -> {
            try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
                rmix.export(KitService.class, new KitServant(), "rmi://127.0.0.1:" + other.getLocalPort() + "/kit");
            }
        });
        assertTrue(taken.getMessage().contains("cannot listen at rmi://127.0.0.1:"), taken::toString);
    }

    private static void assertRefused(Rmix rmix, Class<?> type, String why) {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> rmix.connect(type, "rmi://127.0.0.1:1/x"));
        assertTrue(e.getMessage().contains(why) && e.getMessage().contains(type.getSimpleName()), e::toString);
    }

    interface NoRemoteException extends Remote {
        void go();
    }

    interface WithOptional extends Remote {
        Optional<String> go() throws RemoteException;
    }

    record Line(String text) {}

    interface WithRecord extends Remote {
        void go(List<Line> line) throws RemoteException;
    }
}
