package io.rmix.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.Endpoint;
import io.rmix.Export;
import io.rmix.InvocationException.Code;
import io.rmix.LaneListener;
import io.rmix.LaneListener.LaneFailure;
import io.rmix.Outcome;
import io.rmix.Rmix;
import io.rmix.Stub;
import io.rmix.testkit.Await;
import io.rmix.testkit.CuttingProxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Lanes over streams. */
class LaneTest extends Fixture {
    /** Takes numbered frames. */
    public interface Sink {
        void take(long number, byte[] payload);

        void other(long number);
    }

    /** Notes the numbers. */
    private static final class Taker implements Sink {
        private final List<Long> numbers = Collections.synchronizedList(new ArrayList<>());
        private final AtomicLong bytes = new AtomicLong();

        @Override
        public void take(long number, byte[] payload) {
            numbers.add(number);
            bytes.addAndGet(payload.length);
        }

        @Override
        public void other(long number) {
            numbers.add(number);
        }
    }

    private final List<LaneFailure> failures = Collections.synchronizedList(new ArrayList<>());

    @Test
    void framesOfEverySizeArriveWholeAndInOrder() throws Exception {
        Taker taker = new Taker();
        Endpoint endpoint = rmix().export(Sink.class, taker, ANYWHERE + "sink").endpoint();
        Stub<Sink> stub = rmix().connect(Sink.class, endpoint).withLaneListener(failures::add);
        int[] sizes = {0, 1, 100, 255, 256, 257, 1024, 4096, 16_384, 65_536, 262_144, 1 << 20, 8 << 20};
        long sent = 0;
        for (int i = 0; i < 400; i++) {
            int size = sizes[i * 7 % sizes.length] >> (i % 5);
            stub.oneWay().take(i, new byte[size]);
            sent += size;
        }
        stub.lane().flush().get(50, TimeUnit.SECONDS);
        assertEquals(List.of(), failures);
        for (int i = 0; i < 400; i++) assertEquals(i, taker.numbers.get(i));
        assertEquals(sent, taker.bytes.get());
    }

    @Test
    void orderHoldsAndNothingComesTwiceAcrossReconnects() throws Exception {
        Taker taker = new Taker();
        Endpoint endpoint = rmix().export(Sink.class, taker, ANYWHERE + "sink").endpoint();
        CuttingProxy proxy = closing(new CuttingProxy(endpoint));
        AtomicLong settled = new AtomicLong();
        Stub<Sink> stub = rmix().connect(Sink.class, proxy.endpoint()).withLaneListener(new LaneListener() {
            @Override
            public void executed(long sequence) {
                settled.set(sequence);
            }

            @Override
            public void failed(LaneFailure failure) {
                failures.add(failure);
                settled.set(failure.sequence());
            }
        });
        int sent = 0;
        for (int cut = 1; cut <= 5; cut++) {
            int until = taker.numbers.size() + 500;
            // What the server had received before the last cut is not enough: there has to be a connection to cut.
            while (taker.numbers.size() < until || proxy.connections() < cut) {
                if (sent % 2 == 0) stub.oneWay().take(sent, new byte[100]);
                else stub.oneWay().other(sent);
                sent++;
            }
            proxy.cut();
        }
        stub.lane().flush().get(50, TimeUnit.SECONDS);
        assertEquals(sent, settled.get());
        List<Long> numbers = List.copyOf(taker.numbers);
        assertEquals(numbers.stream().sorted().distinct().toList(), numbers);
        for (LaneFailure failure : failures) {
            assertEquals(Code.UNAVAILABLE, failure.cause().code());
            if (failure.cause().outcome() == Outcome.NOT_INVOKED)
                assertTrue(!numbers.contains(failure.sequence() - 1), failure::toString);
        }
        assertTrue(numbers.size() + failures.size() >= sent, "each call is executed or failed");
        assertTrue(proxy.connections() >= 5);
    }

    @Test
    void aServerThatLeavesSaysWhatItExecuted() throws Exception {
        Taker taker = new Taker();
        Rmix server = rmix();
        Export sink = server.export(Sink.class, taker, ANYWHERE + "sink");
        Export shop = server.export(Shop.class, new Shop.Keeper("stays"), ANYWHERE + "shop");
        Stub<Sink> stub = rmix().connect(Sink.class, sink.endpoint()).withLaneListener(failures::add);
        for (int i = 0; i < 100; i++) stub.oneWay().other(i);
        stub.lane().flush().get(20, TimeUnit.SECONDS);
        long begin = System.nanoTime();
        sink.close();
        assertTrue(System.nanoTime() - begin < TimeUnit.SECONDS.toNanos(9), "closing does not wait for open lanes");
        stub.oneWay().other(100);
        Await.until("the call fails", () -> failures.size() == 1);
        assertEquals(Outcome.NOT_INVOKED, failures.get(0).cause().outcome());
        assertEquals(100, taker.numbers.size());
        assertEquals("stays", rmix().connect(Shop.class, shop.endpoint()).sync().name());
    }

    @Test
    void manyLanesOfOneConnectionKeepTheirOrders() throws Exception {
        Taker taker = new Taker();
        Endpoint endpoint = rmix().export(Sink.class, taker, ANYWHERE + "sink").endpoint();
        Stub<Sink> stub = rmix().connect(Sink.class, endpoint);
        List<Stub<Sink>> lanes = new ArrayList<>();
        for (int lane = 0; lane < 20; lane++) lanes.add(stub.withLaneListener(failures::add));
        for (int i = 0; i < 500; i++)
            for (int lane = 0; lane < 20; lane++) lanes.get(lane).oneWay().other(lane * 1000L + i);
        for (Stub<Sink> lane : lanes) lane.lane().flush().get(50, TimeUnit.SECONDS);
        assertEquals(10_000, taker.numbers.size());
        for (long lane = 0; lane < 20; lane++) {
            long base = lane * 1000;
            List<Long> own = List.copyOf(taker.numbers).stream()
                    .filter(n -> n / 1000 * 1000 == base)
                    .toList();
            assertEquals(own.stream().sorted().toList(), own);
            assertEquals(500, own.size());
        }
    }
}
