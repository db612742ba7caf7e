package io.rmix.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.Limits;
import io.rmix.contract.Contract;
import io.rmix.contract.ProtoCodec;
import io.rmix.spi.CallContext;
import io.rmix.spi.Dispatcher.AckSink;
import io.rmix.spi.Dispatcher.LaneInlet;
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
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When a server acknowledges what came on a stream. */
class LaneAcknowledgementTest {
    private static final Contract CONTRACT = Contract.of(KitService.class);
    private static final int MANY = 200;

    private final Limits limits = Limits.defaults();
    private final Threads threads = new Threads(limits, false);
    private final LaneInboxes lanes = new LaneInboxes(limits, threads);
    private final NowhereAcceptor acceptor = new NowhereAcceptor();
    private final List<Object> told = new CopyOnWriteArrayList<>();
    private final LaneInlet inlet;
    private long sent;

    LaneAcknowledgementTest() {
        KitServant kit = new KitServant();
        lanes.add(
                acceptor,
                new ExportedService("kit", CONTRACT),
                new Served(new Servant(kit, CONTRACT, limits, new Turn(threads)), "test", List.of()));
        inlet = lanes.open(acceptor, Peer.at("peer"), new AckSink() {
            @Override
            public void acknowledge(LaneAck ack) {
                told.add(ack.executed());
            }

            @Override
            public void finished() {
                told.add("finished");
            }
        });
    }

    @AfterEach
    void end() {
        threads.close(System.nanoTime() + Duration.ofSeconds(10).toNanos());
    }

    private void call(boolean later) {
        byte[] payload = ProtoCodec.of(CONTRACT).request(CONTRACT.find("right")).encode(new Object[] {sent});
        LaneCall call = new LaneCall("kit", "right", CallContext.EMPTY, new Payload.Bytes(payload));
        inlet.frame(new LaneFrame(7, ++sent, 1, later, List.of(call)));
    }

    private boolean isTold(Object what) {
        return !told.isEmpty() && told.get(told.size() - 1).equals(what);
    }

    @Test
    void aFrameThatIsWaitedForIsAcknowledgedWithThoseBefore() {
        for (int i = 0; i < MANY; i++) call(true);
        call(false);
        Await.until("all are acknowledged", () -> isTold(MANY + 1L));
        // One that took a time of its own for each second call would acknowledge as many.
        assertTrue(told.size() < MANY / 2, told::toString);
    }

    @Test
    void othersAreAcknowledgedInAWhile() {
        call(true);
        Await.until("it is acknowledged", () -> isTold(1L));
        call(true);
        Await.until("so is the next one", () -> isTold(2L));
    }

    @Test
    void beforeALaneEndsAllIsAcknowledged() {
        call(true);
        inlet.finished();
        Await.until("it has ended", () -> isTold("finished"));
        assertEquals(List.of(1L, "finished"), told);
    }

    @Test
    void whatWouldUseUpTheCreditIsAcknowledgedAtOnce() {
        long calls = LaneLedger.INITIAL_CREDIT
                / LaneLedger.cost(new LaneCall("", "", CallContext.EMPTY, new Payload.Bytes(new byte[0])));
        for (long i = 0; i < calls; i++) call(true);
        Await.until("all are acknowledged", () -> isTold(calls));
        assertTrue(told.size() > 2, told::toString);
    }
}
