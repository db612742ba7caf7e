package io.rmix.jndi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.Rmix;
import io.rmix.jndi.Ledger.Book;
import io.rmix.jndi.Ledger.LedgerException;
import io.rmix.jndi.grpc.grpcURLContextFactory;
import io.rmix.testkit.KitServant;
import io.rmix.testkit.KitService;
import io.rmix.testkit.Ports;
import java.io.ByteArrayOutputStream;
import java.io.ObjectOutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.rmi.ConnectException;
import java.rmi.MarshalException;
import java.rmi.NoSuchObjectException;
import java.rmi.Remote;
import java.rmi.RemoteException;
import java.rmi.ServerException;
import java.rmi.registry.LocateRegistry;
import java.rmi.registry.Registry;
import java.rmi.server.UnicastRemoteObject;
import java.util.Hashtable;
import java.util.List;
import javax.naming.CompositeName;
import javax.naming.Context;
import javax.naming.InitialContext;
import javax.naming.InvalidNameException;
import javax.naming.NameAlreadyBoundException;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import javax.naming.OperationNotSupportedException;
import javax.naming.Reference;
import javax.naming.ServiceUnavailableException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a program that uses JNDI sees of RMIX. */
@Timeout(60)
@SuppressWarnings("BanJNDI")
class UrlContextTest {
    private final Context context = context();
    private String bound = "";

    private static Context context() {
        Hashtable<String, String> environment = new Hashtable<>();
        environment.put(Context.URL_PKG_PREFIXES, "io.rmix.jndi");
        try {
            return new InitialContext(environment);
        } catch (NamingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String url(String scheme) {
        return scheme + "://127.0.0.1:" + Ports.free() + "/ledger";
    }

    private Ledger bound(String name) throws NamingException {
        bound = name;
        context.bind(name, new Book());
        return (Ledger) context.lookup(name);
    }

    @AfterEach
    void unbind() throws NamingException {
        if (!bound.isEmpty()) context.unbind(bound);
    }

    @ParameterizedTest
    @ValueSource(strings = {"grpc", "soap", "xmlrpc"})
    void aServantIsCalledByItsName(String scheme) throws Exception {
        Ledger ledger = bound(url(scheme));
        assertEquals(7, ledger.add("first", 7));
        assertEquals(12, ledger.add("second", 5));
        assertEquals(List.of("first", "second"), ledger.texts());
        assertEquals("second", ledger.last());
        LedgerException refused = assertThrows(LedgerException.class, () -> ledger.add("third", -1));
        assertEquals("negative: -1", refused.getMessage());
    }

    @Test
    void failuresAreRemoteExceptionsWithAnOutcome() throws Exception {
        String name = url("grpc");
        Ledger ledger = bound(name);
        RemoteException failed = assertThrows(ServerException.class, () -> ledger.add("x", 0));
        assertTrue(failed.getMessage().endsWith("[SERVANT_FAILED, INVOKED]"), failed.getMessage());
        assertTrue(!failed.getMessage().contains("password"), failed.getMessage());
        failed = assertThrows(MarshalException.class, () -> ledger.add(null, 1));
        assertTrue(failed.getMessage().endsWith("NOT_INVOKED]"), failed.getMessage());
        new ObjectOutputStream(new ByteArrayOutputStream()).writeObject(failed);
        String other = url("grpc").replace("/ledger", "/other");
        context.bind(name + "2", new Book());
        context.unbind(name);
        failed = assertThrows(NoSuchObjectException.class, ledger::texts);
        assertTrue(failed.getMessage().endsWith("[NO_SUCH_SERVICE, NOT_INVOKED]"), failed.getMessage());
        context.unbind(name + "2");
        failed = assertThrows(ConnectException.class, ledger::texts);
        assertTrue(failed.getMessage().endsWith("[UNAVAILABLE, NOT_INVOKED]"), failed.getMessage());
        new ObjectOutputStream(new ByteArrayOutputStream()).writeObject(failed);
        assertThrows(ServiceUnavailableException.class, () -> context.lookup(other));
    }

    @Test
    void oneNameOneStub() throws Exception {
        String name = url("grpc");
        Ledger ledger = bound(name);
        assertSame(ledger, context.lookup(name));
        assertSame(ledger, context.lookup(new CompositeName(name)));
        assertEquals(ledger, ledger);
        assertNotEquals(ledger, new Book());
        assertEquals("io.rmix.jndi.Ledger at " + name, ledger.toString());
    }

    @Test
    void severalNamesAreOne() throws Exception {
        String grpc = url("grpc");
        String soap = url("soap");
        Ledger ledger = bound(grpc + ", " + soap);
        ledger.add("a", 1);
        assertEquals(List.of("a"), ((Ledger) context.lookup(soap)).texts());
        assertEquals(List.of("a"), ((Ledger) context.lookup(url("xmlrpc") + " " + soap)).texts());
        NamingException nowhere =
                assertThrows(ServiceUnavailableException.class, () -> context.lookup(url("grpc") + " " + url("soap")));
        assertEquals(1, nowhere.getSuppressed().length);
    }

    @Test
    void bindingAndReplacing() throws Exception {
        String name = url("grpc");
        bound(name).add("old", 1);
        assertThrows(NameAlreadyBoundException.class, () -> context.bind(name, new Book()));
        context.rebind(name, new Book());
        assertEquals(List.of(), ((Ledger) context.lookup(name)).texts());
        assertThrows(NameNotFoundException.class, () -> context.lookup(name + "s"));
    }

    @Test
    void aRegistryOfTheJdkIsUsedAsItIs() throws Exception {
        int port = Ports.free();
        Registry registry = LocateRegistry.createRegistry(
                port, null, wanted -> new ServerSocket(wanted, 50, InetAddress.getLoopbackAddress()));
        Book book = new Book();
        Remote exported = UnicastRemoteObject.exportObject(
                book, 0, null, wanted -> new ServerSocket(wanted, 50, InetAddress.getLoopbackAddress()));
        try {
            String rmi = "rmi://127.0.0.1:" + port + "/ledger";
            String grpc = url("grpc");
            context.bind(rmi + " " + grpc, book);
            assertEquals(exported, registry.lookup("ledger"));
            assertEquals(exported, context.lookup(rmi));
            assertThrows(NameAlreadyBoundException.class, () -> context.bind(rmi + " " + url("grpc"), book));
            ((Ledger) context.lookup(grpc)).add("b", 1);
            assertEquals(List.of("b"), book.texts());
            context.unbind(rmi + " " + grpc);
            registry.rebind("a, strange $name", exported);
            assertEquals(exported, context.lookup("rmi://127.0.0.1:" + port + "/a, strange $name"));
            assertEquals(exported, context.lookup(grpc + " rmi://:" + port + "/a, strange $name"));
            assertThrows(NameNotFoundException.class, () -> context.lookup(rmi));
            assertThrows(ServiceUnavailableException.class, () -> context.lookup(grpc));
        } finally {
            UnicastRemoteObject.unexportObject(book, true);
            UnicastRemoteObject.unexportObject(registry, true);
        }
    }

    @Test
    void whatIsNoServantOrNoNameIsRefused() throws Exception {
        String name = url("grpc");
        assertThrows(OperationNotSupportedException.class, () -> context.bind(name, "text"));
        Reference reference = new Reference("java.lang.String", "evil.Factory", "http://127.0.0.1/");
        assertThrows(OperationNotSupportedException.class, () -> context.rebind(name, reference));
        assertThrows(
                OperationNotSupportedException.class,
                () -> new grpcURLContextFactory().getObjectInstance(reference, null, null, null));
        assertThrows(InvalidNameException.class, () -> context.lookup("grpc://127.0.0.1:9000"));
        assertThrows(InvalidNameException.class, () -> context.lookup("rmi://127.0.0.1:9000/"));
        assertThrows(InvalidNameException.class, () -> context.lookup("rmi://127.0.0.1:port/x"));
        assertThrows(InvalidNameException.class, () -> context.lookup("rmi://127.0.0.1:99999/x"));
        assertThrows(InvalidNameException.class, () -> context.bind("grpc://127.0.0.1:0/ledger", new Book()));
        assertThrows(
                InvalidNameException.class, () -> context.bind("grpc://0.0.0.0:" + Ports.free() + "/l", new Book()));
        assertThrows(OperationNotSupportedException.class, () -> context.list(name));
        NamingException two = assertThrows(NamingException.class, () -> context.bind(name, new Both()));
        assertTrue(two.getMessage().contains("one interface that extends java.rmi.Remote"), two.getMessage());
    }

    /** Another interface beside the ledger's. */
    public interface Clock extends Remote {
        long now() throws RemoteException;
    }

    private static final class Both extends Book implements Clock {
        @Override
        public long now() {
            return 0;
        }
    }

    @Test
    void aPeerCannotChooseWhatBecomesOfItsName() throws Exception {
        int port = Ports.free();
        try (Rmix peer = Rmix.create()) {
            peer.export(KitService.class, new KitServant(), "grpc://127.0.0.1:" + port + "/kit");
            NamingException e =
                    assertThrows(NamingException.class, () -> context.lookup("grpc://127.0.0.1:" + port + "/kit"));
            assertTrue(e.getMessage().contains("no interface that extends java.rmi.Remote"), e.getMessage());
        }
        Ledger ledger = bound(url("grpc"));
        assertInstanceOf(Ledger.class, ledger);
        Thread thread = Thread.currentThread();
        ClassLoader usual = thread.getContextClassLoader();
        thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        try {
            Context fresh = (Context) new grpcURLContextFactory().getObjectInstance(null, null, null, null);
            NamingException e = assertThrows(NamingException.class, () -> fresh.lookup(bound));
            assertTrue(e.getMessage().endsWith("is not on the class path here"), e.getMessage());
        } finally {
            thread.setContextClassLoader(usual);
        }
    }
}
