package io.rmix.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.rmix.Stub;
import io.rmix.testkit.KitService.Colour;
import io.rmix.testkit.KitService.KitException;
import io.rmix.testkit.KitService.Line;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What callers may rely on of calls that they do not wait for; docs/ASYNC.md says it in words. */
interface AsyncContract extends Kit {
    private static <R> R get(CompletableFuture<R> call) throws Exception {
        return call.get(30, TimeUnit.SECONDS);
    }

    private static Line line(byte[] blob) {
        return new Line("n", 1, 1.5, Colour.RED, List.of(), Optional.empty(), blob);
    }

    @Test
    default void asynchronousArgumentsAreCapturedWhenTheCallIsMade() throws Exception {
        Stub<KitService> stub = serve(new KitServant());
        byte[] bytes = {1, 2, 3};
        List<String> list = new ArrayList<>(List.of("a", "b"));
        Map<String, Long> map = new HashMap<>(Map.of("a", 1L));
        byte[] blob = {4};
        List<Line> records = new ArrayList<>(List.of(line(blob)));
        CompletableFuture<byte[]> byteAnswer = stub.async(kit -> kit.echoBytes(bytes));
        CompletableFuture<List<String>> listAnswer = stub.async(kit -> kit.echoStrings(list));
        CompletableFuture<Map<String, Long>> mapAnswer = stub.async(kit -> kit.echoMap(map));
        CompletableFuture<List<Line>> recordAnswer = stub.async(kit -> kit.echoRecords(records));
        bytes[0] = 99;
        list.clear();
        map.put("b", 2L);
        blob[0] = 99;
        records.add(line(blob));
        assertArrayEquals(new byte[] {1, 2, 3}, get(byteAnswer));
        assertEquals(List.of("a", "b"), get(listAnswer));
        assertEquals(Map.of("a", 1L), get(mapAnswer));
        assertEquals(List.of(line(new byte[] {4})), get(recordAnswer));
    }

    @Test
    default void oneWayArgumentsAreCapturedWhenTheCallIsMade() throws Exception {
        List<Object> received = Collections.synchronizedList(new ArrayList<>());
        Stub<KitService> stub = serve(new KitServant() {
            @Override
            public List<String> echoStrings(List<String> value) {
                received.add(value);
                return value;
            }

            @Override
            public Map<String, Long> echoMap(Map<String, Long> value) {
                received.add(value);
                return value;
            }
        });
        byte[] bytes = {0};
        List<String> list = new ArrayList<>();
        Map<String, Long> map = new HashMap<>();
        List<Object> sent = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            bytes[0] = (byte) i;
            list.add("s" + i);
            map.put("k" + i, (long) i);
            stub.oneWay().note(bytes);
            stub.oneWay().echoStrings(list);
            stub.oneWay().echoMap(map);
            sent.add(List.copyOf(list));
            sent.add(Map.copyOf(map));
        }
        get(stub.lane().flush());
        List<String> notes = stub.sync().notes();
        for (int i = 0; i < 50; i++) assertEquals("nobody [" + i + "]", notes.get(i));
        assertEquals(sent, received);
    }

    @Test
    default void eachThreadsOneWayCallsKeepTheirOrder() throws Exception {
        KitServant servant = new KitServant();
        Stub<KitService> stub = serve(servant);
        List<CompletableFuture<Void>> threads = new ArrayList<>();
        for (long thread = 0; thread < 4; thread++) {
            long base = thread * 1000;
            threads.add(Background.run(() -> {
                for (long i = 0; i < 500; i++) stub.oneWay().left(base + i);
            }));
        }
        for (CompletableFuture<Void> thread : threads) get(thread);
        get(stub.lane().flush());
        assertEquals(2000, servant.numbers().size());
        for (long thread = 0; thread < 4; thread++) {
            long base = thread * 1000;
            assertEquals(
                    LongStream.range(base, base + 500).boxed().toList(),
                    servant.numbers().stream()
                            .filter(n -> n / 1000 == base / 1000)
                            .toList());
        }
    }

    @Test
    default void callbacksRunOnCompletionThreadsAndMayCallStubs() throws Exception {
        LaterServant servant = new LaterServant();
        Stub<KitService> stub = serve(servant);
        CompletableFuture<Integer> call = stub.async(kit -> kit.echoInt(1));
        CompletableFuture<String> heard = call.handle((result, e) -> {
            stub.sync().nothing();
            return Thread.currentThread().getName().replaceAll("-[0-9]+$", "") + " " + result;
        });
        CompletableFuture<Integer> thrown = call.thenApply(result -> {
            throw new IllegalStateException("a callback's own");
        });
        servant.take().complete(7);
        assertEquals("rmix-completion 7", get(heard));
        assertInstanceOf(IllegalStateException.class, Failures.causeOf(thrown));
        assertEquals(7, get(call));
        CompletableFuture<Void> refused = stub.asyncVoid(kit -> kit.refuse("full", 3));
        CompletableFuture<Throwable> typed = new CompletableFuture<>();
        var unused = refused.whenComplete((result, e) -> {
            assertNull(result);
            typed.complete(e);
        });
        servant.take().completeExceptionally(new KitException("full", 3));
        assertEquals(3, assertInstanceOf(KitException.class, get(typed)).code());
    }
}
