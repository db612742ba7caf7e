package io.rmix.soap.bank;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.InvocationException.Code;
import io.rmix.LaneListener;
import io.rmix.Outcome;
import io.rmix.RemoteRef;
import io.rmix.Rmix;
import io.rmix.Stub;
import io.rmix.proto.v1.LaneAck;
import io.rmix.soap.qualified.QualifiedNames;
import io.rmix.testkit.Await;
import io.rmix.testkit.Failures;
import io.rmix.testkit.KitValues;
import io.rmix.testkit.Ports;
import jakarta.xml.ws.Endpoint;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A stub calls a hand-annotated JAX-WS endpoint that knows nothing of RMIX. */
@Timeout(60)
class JaxwsServerTest {
    /** JAX-WS logs what endpoints throw; these throw on purpose. */
    private static final Logger JAXWS = Logger.getLogger("com.sun.xml.ws");

    private final Rmix rmix = Rmix.create();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final JaxwsBankBean bean = new JaxwsBankBean();
    private final List<Endpoint> published = new ArrayList<>();
    private Stub<Bank> stub;
    private Bank bank;

    @BeforeAll
    static void quieten() {
        JAXWS.setLevel(Level.OFF);
    }

    @AfterAll
    static void restore() {
        JAXWS.setLevel(null);
    }

    @BeforeEach
    void publish() throws IOException {
        stub = rmix.connect(Bank.class, publish(bean));
        bank = stub.sync();
    }

    private String publish(Object implementor) throws IOException {
        int port = Ports.free();
        Endpoint endpoint = Endpoint.create(implementor);
        endpoint.setExecutor(threads);
        endpoint.publish("http://127.0.0.1:" + port + "/bank");
        published.add(endpoint);
        return "soap://127.0.0.1:" + port + "/bank";
    }

    @AfterEach
    void close() {
        rmix.close();
        published.forEach(Endpoint::stop);
        threads.shutdownNow();
    }

    @Test
    void values() {
        assertEquals("hello <Ada> & ä€𝄞\r\n\t ", bank.greet("<Ada> & ä€𝄞\r\n\t "));
        assertArrayEquals(new byte[100_000], bank.flip(new byte[100_000]));
        assertEquals(-7.5, bank.sum(true, 3, 4, 0.5));
        assertEquals(Bank.Kind.CURRENT, bank.kind(Bank.Kind.CURRENT));
        assertEquals(List.of("b", "", "a"), bank.words(List.of("a", "", "b")));
        assertEquals(Map.of("k", 8L), bank.totals(Map.of("k", 7L)));
        assertEquals(Optional.of("found x"), bank.find(Optional.of("x")));
        assertEquals(Optional.empty(), bank.find(Optional.empty()));
        assertEquals(
                Instant.parse("2026-01-02T00:00:01.123456789Z"),
                bank.later(Instant.parse("2026-01-01T00:00:00.123456789Z"), Duration.ofSeconds(86_401)));
        Bank.Account account = new Bank.Account(
                "Ada",
                -5,
                Bank.Kind.SAVINGS,
                List.of("t", ""),
                Optional.empty(),
                Instant.parse("2026-11-24T01:02:03Z"));
        assertEquals(account, bank.open(account));
        assertEquals(List.of(account, account), bank.all(List.of(account, account)));
        assertEquals(List.of(), bank.all(List.of()));
    }

    @Test
    void valuesWithinValuesReferencesAndMessages() {
        assertEquals(List.of(0.5, -1.0), bank.halves(List.of(1, -2)));
        Bank.Account account = new Bank.Account(
                "Ada", 5, Bank.Kind.CURRENT, List.of(), Optional.of("n"), Instant.parse("2026-11-24T01:02:03Z"));
        assertEquals(Optional.of(account), bank.maybe(Optional.of(account)));
        assertEquals(Optional.empty(), bank.maybe(Optional.empty()));
        assertEquals(Map.of(-1, account, 2, account), bank.book(Map.of(-1, account, 2, account)));
        Map<Long, List<Optional<Optional<String>>>> nested = Map.of(
                1L,
                List.of(Optional.of(Optional.of("x")), Optional.of(Optional.empty()), Optional.empty()),
                -2L,
                List.of());
        assertEquals(nested, bank.nested(nested));
        RemoteRef ref = (RemoteRef) KitValues.ALL.get("echoRef").get(0);
        assertEquals(ref, bank.refer(ref));
        LaneAck message = LaneAck.newBuilder().setExecuted(7).setRefusal("ä").build();
        assertEquals(message, bank.message(message));
    }

    @Test
    void typedFaultsArriveAsThemselves() throws Exception {
        Bank.Overdrawn e = assertThrows(Bank.Overdrawn.class, () -> bank.withdraw("ada", 100));
        assertEquals("too little", e.getMessage());
        assertEquals(58, e.getMissing());
        assertEquals(2, bank.withdraw("ada", 40));
    }

    @Test
    void otherFaultsAreFailuresOfTheServant() {
        Failures.failsWith(Code.SERVANT_FAILED, Outcome.INVOKED, () -> bank.crash());
        Failures.failsWith(
                Code.NO_SUCH_SERVICE,
                Outcome.NOT_INVOKED,
                () -> rmix.connect(Bank.class, stub.endpoint().withService("nobody"))
                        .sync()
                        .greet("x"));
    }

    @Test
    void asynchronousCallsAndContextsDoNoHarm() throws Exception {
        Stub<Bank> more = stub.withEntry("who", "Ada").withDeadline(Duration.ofSeconds(30));
        assertEquals("hello x", more.async(b -> b.greet("x")).get(30, TimeUnit.SECONDS));
        stub.asyncVoid(b -> b.note("async")).get(30, TimeUnit.SECONDS);
        Await.until("the note has arrived", () -> bean.notes.contains("async"));
    }

    @Test
    void aLaneIsOneCallOutstanding() throws Exception {
        List<Long> failed = Collections.synchronizedList(new ArrayList<>());
        Stub<Bank> lane = stub.withLaneListener(new LaneListener() {
            @Override
            public void failed(LaneFailure failure) {
                failed.add(failure.sequence());
            }
        });
        for (int i = 0; i < 100; i++) {
            if (i % 40 == 20) lane.oneWay().crash();
            lane.oneWay().greet("n" + i);
        }
        lane.lane().flush().get(30, TimeUnit.SECONDS);
        assertEquals(IntStream.range(0, 100).mapToObj(i -> "n" + i).toList(), bean.greeted);
        assertEquals(List.of(), failed);
        assertTrue(bean.most <= 1, "calls at one time: " + bean.most);
    }

    @Test
    void namesOfSomebodyElse() throws Exception {
        QualifiedNames orders =
                rmix.connect(QualifiedNames.class, publish(new Orders())).sync();
        assertEquals(
                5, orders.place("Ada", List.of(new QualifiedNames.Line("nut", 2), new QualifiedNames.Line("bolt", 3))));
        QualifiedNames.SoldOut e = assertThrows(QualifiedNames.SoldOut.class, () -> orders.place("Bob", List.of()));
        assertEquals("no lines", e.getMessage());
    }
}
