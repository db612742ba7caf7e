package io.rmix.benchmarks.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rmix.benchmarks.measure.LoopbackPorts;
import io.rmix.testkit.Await;
import io.rmix.testkit.Background;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The peer is worth nothing if it cheats: all members deliver everything, once, in one order, however they send. */
class BareRingTest {
    private static final int MEMBERS = 3;
    private static final int EACH = 2000;

    /** What one member has delivered. */
    private static final class Log implements Group.Events {
        private final List<Integer> messages = Collections.synchronizedList(new ArrayList<>());
        private final List<String> failures = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void delivered(ByteBuffer message) {
            int number = message.order(ByteOrder.nativeOrder()).getInt();
            if (message.remaining() != rest(number)) failed(number + " is followed by " + message.remaining());
            messages.add(number);
        }

        @Override
        public void failed(String why) {
            failures.add(why);
        }
    }

    /** Bytes after a message's number; some are more than fits into a socket's buffer. */
    private static int rest(int number) {
        return number % 500 == 7 ? 300_000 : number % 1000;
    }

    @Test
    void allMembersDeliverEverythingOnceAndInOneOrder() throws Exception {
        List<Log> logs = List.of(new Log(), new Log(), new Log());
        try (LoopbackPorts ports = LoopbackPorts.take(MEMBERS)) {
            List<CompletableFuture<Void>> senders = new ArrayList<>();
            for (int i = 0; i < MEMBERS; i++) {
                Membership membership = new Membership(
                        i, ports.all(), List.of("", "", ""), Path.of(""), System.nanoTime() + 20_000_000_000L);
                senders.add(Background.run(() -> send(membership, logs.get(membership.self()))));
            }
            for (CompletableFuture<Void> each : senders) each.join();
            for (Log each : logs)
                Await.until(
                        "all deliveries, or a failure",
                        () -> each.messages.size() >= MEMBERS * EACH || !each.failures.isEmpty());
        }
        for (Log each : logs) {
            assertEquals(List.of(), each.failures);
            assertEquals(logs.get(0).messages, each.messages);
        }
        assertEquals(MEMBERS * EACH, new HashSet<>(logs.get(0).messages).size());
    }

    private static void send(Membership membership, Log log) {
        try {
            BareRing ring = new BareRing(membership, log);
            ring.awaitAll(membership);
            for (int i = 0; i < EACH; i++) {
                int number = membership.self() * EACH + i;
                byte[] message = new byte[Integer.BYTES + rest(number)];
                ByteBuffer.wrap(message).order(ByteOrder.nativeOrder()).putInt(number);
                ring.broadcast(message);
            }
        } catch (IOException e) {
            log.failed(e.toString());
        }
    }
}
