package io.rmix.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.InvocationException.Code;
import io.rmix.LaneListener.LaneFailure;
import io.rmix.Outcome;
import io.rmix.Stub;
import io.rmix.testkit.Failures;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A gRPC server that has never heard of RMIX is called like any other. */
class ForeignServerTest extends Fixture {
    private final List<LaneFailure> failures = Collections.synchronizedList(new ArrayList<>());

    @Test
    void callsAndTheirFailures() throws Exception {
        ForeignServer server = closing(new ForeignServer());
        Shop shop = rmix().connect(Shop.class, server.endpoint()).sync();
        assertEquals("foreign", shop.name());
        Shop.SoldOut e = assertThrows(Shop.SoldOut.class, () -> shop.order(new Shop.Order("x", 1), 1));
        assertEquals("milk", e.item());
        assertEquals("none left", e.getMessage());
        Failures.failsWith(Code.SERVANT_FAILED, Outcome.INVOKED, () -> shop.explain("", 0));
        Failures.failsWith(Code.SERVANT_FAILED, Outcome.UNKNOWN, shop::crash);
        Failures.failsWith(Code.NO_SUCH_METHOD, Outcome.NOT_INVOKED, shop::hold);
        Failures.failsWith(Code.TOO_LARGE, Outcome.NOT_INVOKED, () -> shop.wish("x".repeat(200_000)));
    }

    @Test
    void oneWayCallsGoOneByOneAndInOrder() throws Exception {
        ForeignServer server = closing(new ForeignServer());
        Stub<Shop> stub = rmix().connect(Shop.class, server.endpoint()).withLaneListener(failures::add);
        List<String> sent = IntStream.range(0, 3000)
                .mapToObj(i -> i + "-" + "x".repeat(i % 300))
                .toList();
        for (int i = 0; i < sent.size(); i++) {
            if (i % 2 == 0) stub.oneWay().note(sent.get(i));
            else stub.oneWay().wish(sent.get(i));
            if (i == 20) stub.lane().flush().get(30, TimeUnit.SECONDS);
        }
        stub.lane().flush().get(50, TimeUnit.SECONDS);
        assertEquals(sent, server.notes());
        assertEquals(1, server.mostAtOnce());
        assertEquals(List.of(), failures);
    }

    @Test
    void aLaneEndsAtAMethodThatTheServerLacks() throws Exception {
        ForeignServer server = closing(new ForeignServer());
        Stub<Shop> stub = rmix().connect(Shop.class, server.endpoint()).withLaneListener(failures::add);
        stub.oneWay().note("before");
        stub.oneWay().hold();
        stub.oneWay().note("after");
        stub.lane().flush().get(30, TimeUnit.SECONDS);
        assertEquals("before", server.notes().get(0));
        assertEquals(2, failures.get(0).sequence());
        assertEquals(Code.NO_SUCH_METHOD, failures.get(0).cause().code());
        assertTrue(failures.stream().allMatch(f -> f.cause().outcome() == Outcome.NOT_INVOKED), failures.toString());
        assertEquals(3, failures.size() + server.notes().size());
    }
}
