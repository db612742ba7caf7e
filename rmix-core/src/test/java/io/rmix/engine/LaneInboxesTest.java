package io.rmix.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rmix.Limits;
import io.rmix.contract.Contract;
import io.rmix.contract.ProtoCodec;
import io.rmix.spi.Acceptor;
import io.rmix.spi.CallContext;
import io.rmix.spi.ExportedService;
import io.rmix.spi.LaneAck;
import io.rmix.spi.LaneCall;
import io.rmix.spi.LaneFrame;
import io.rmix.spi.Payload;
import io.rmix.spi.Peer;
import io.rmix.testkit.Await;
import io.rmix.testkit.KitServant;
import io.rmix.testkit.KitService;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server's lanes when clients lose theirs and begin new ones. */
class LaneInboxesTest {
    private static final Contract CONTRACT = Contract.of(KitService.class);
    private static final ProtoCodec CODEC = ProtoCodec.of(CONTRACT);
    private static final Duration SOON = Duration.ofMillis(1);

    private final Limits limits = Limits.defaults();
    private final Threads threads = new Threads(limits, false);
    private final LaneInboxes lanes = new LaneInboxes(limits, threads);
    private final Acceptor acceptor = new NowhereAcceptor();
    private final KitServant kit = new KitServant();

    @BeforeEach
    void export() {
        lanes.add(
                acceptor,
                new ExportedService("kit", CONTRACT),
                new Served(new Servant(kit, CONTRACT, limits, new Turn(threads)), "test", List.of()));
    }

    @AfterEach
    void end() {
        kit.release("stubborn");
        threads.close(System.nanoTime() + Duration.ofSeconds(10).toNanos());
    }

    private static LaneCall call(String method, Object argument) {
        byte[] payload = CODEC.request(CONTRACT.find(method)).encode(new Object[] {argument});
        return new LaneCall("kit", method, CallContext.EMPTY, new Payload.Bytes(payload));
    }

    private static final long LANE = 7;

    private LaneAck send(long incarnation, long first, LaneCall... calls) throws InterruptedException {
        return lanes.exchange(
                acceptor, Peer.at("peer"), new LaneFrame(LANE, first, incarnation, false, List.of(calls)), SOON);
    }

    @Test
    void aSecondSuccessorWaitsForTheCallThatStillRuns() throws Exception {
        send(1, 1, call("block", "stubborn"), call("right", 1L));
        Await.until("it runs", () -> kit.entered("stubborn") == 1);
        assertEquals(0, send(2, 1, call("right", 2L)).executed());
        assertEquals(0, send(3, 1, call("right", 3L)).executed());
        assertEquals(List.of(), kit.numbers());
        kit.release("stubborn");
        Await.until("the last lane runs", () -> send(3, 2).executed() == 1);
        assertEquals(List.of(3L), kit.numbers());
    }

    @Test
    void whatComesLateOfALaneThatWasReplacedIsRefused() throws Exception {
        send(2, 1, call("right", 1L));
        Await.until("it is executed", () -> send(2, 2).executed() == 1);
        assertEquals(
                "CANCELLED: another lane replaced this one",
                send(1, 1, call("right", 2L)).refusal());
        assertEquals(List.of(1L), kit.numbers());
    }

    @Test
    void anIncarnationWhoseFirstFrameWasLostHindersNobody() throws Exception {
        send(1, 1, call("block", "stubborn"), call("right", 1L));
        Await.until("it runs", () -> kit.entered("stubborn") == 1);
        assertEquals(0, send(3, 1, call("right", 3L)).executed());
        kit.release("stubborn");
        Await.until("the last lane runs", () -> send(3, 2).executed() == 1);
        assertEquals(LaneInboxes.REPLACED, send(2, 1, call("right", 2L)).refusal());
        assertEquals(List.of(3L), kit.numbers());
    }

    @Test
    void aServerThatClosesTakesNoNewLane() throws Exception {
        lanes.retire(System.nanoTime());
        assertEquals(
                "CLOSED: the server is closing", send(1, 1, call("right", 1L)).refusal());
        assertEquals(List.of(), kit.numbers());
    }
}
