package io.rmix.testkit;

import io.rmix.RemoteRef;
import io.rmix.ServerContext;
import io.rmix.proto.v1.LaneAck;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** The servant of the contract test. */
public class KitServant implements KitService {
    private final Map<String, Gate> gates = new ConcurrentHashMap<>();
    private final List<Long> numbers = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    private static final class Gate {
        final CountDownLatch open = new CountDownLatch(1);
        final AtomicInteger entered = new AtomicInteger();
        volatile boolean cancelled;
    }

    private Gate gate(String token) {
        return gates.computeIfAbsent(token, t -> new Gate());
    }

    @Override
    public boolean echoBoolean(boolean value) {
        return value;
    }

    @Override
    public int echoInt(int value) {
        return value;
    }

    @Override
    public long echoLong(long value) {
        return value;
    }

    @Override
    public double echoDouble(double value) {
        return value;
    }

    @Override
    public String echoString(String value) {
        return value;
    }

    @Override
    public byte[] echoBytes(byte[] value) {
        return value;
    }

    @Override
    public Colour echoEnum(Colour value) {
        return value;
    }

    @Override
    public Line echoRecord(Line value) {
        return value;
    }

    @Override
    public List<String> echoStrings(List<String> value) {
        return value;
    }

    @Override
    public List<Line> echoRecords(List<Line> value) {
        return value;
    }

    @Override
    public List<Integer> echoInts(List<Integer> value) {
        return value;
    }

    @Override
    public Map<String, Long> echoMap(Map<String, Long> value) {
        return value;
    }

    @Override
    public Map<Integer, Line> echoRecordMap(Map<Integer, Line> value) {
        return value;
    }

    @Override
    public Optional<String> echoOptional(Optional<String> value) {
        return value;
    }

    @Override
    public Optional<Line> echoOptionalRecord(Optional<Line> value) {
        return value;
    }

    @Override
    public Instant echoInstant(Instant value) {
        return value;
    }

    @Override
    public Duration echoDuration(Duration value) {
        return value;
    }

    @Override
    public Map<Long, List<Optional<Optional<String>>>> echoNested(Map<Long, List<Optional<Optional<String>>>> value) {
        return value;
    }

    @Override
    public List<Double> echoDoubles(List<Double> value) {
        return value;
    }

    @Override
    public RemoteRef echoRef(RemoteRef value) {
        return value;
    }

    @Override
    public LaneAck echoMessage(LaneAck value) {
        return value;
    }

    @Override
    public String three(int number, String text, List<Double> more) {
        return number + text + more;
    }

    @Override
    public void nothing() {}

    @Override
    public void refuse(String reason, int code) throws KitException {
        throw new KitException(reason, code);
    }

    @Override
    public void crash(String secret) {
        throw new IllegalStateException(secret);
    }

    @Override
    public String block(String token) {
        Gate gate = gate(token);
        ServerContext.current().orElseThrow().onCancel(() -> {
            gate.cancelled = true;
            if (!token.startsWith("stubborn")) gate.open.countDown();
        });
        gate.entered.incrementAndGet();
        try {
            gate.open.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
        return "released " + token;
    }

    @Override
    public void release(String token) {
        gate(token).open.countDown();
    }

    @Override
    public int entered(String token) {
        return gate(token).entered.get();
    }

    @Override
    public boolean cancelled(String token) {
        return gate(token).cancelled;
    }

    @Override
    public int ready() {
        return 1;
    }

    @Override
    public byte[] make(int bytes) {
        return new byte[bytes];
    }

    @Override
    public Optional<String> entry(String key) {
        return Optional.ofNullable(
                ServerContext.current().orElseThrow().entries().get(key));
    }

    @Override
    public void left(long number) {
        right(number);
    }

    @Override
    public void right(long number) {
        synchronized (numbers) {
            numbers.add(number);
        }
    }

    @Override
    public void note(byte[] bytes) {
        String entry = ServerContext.current().orElseThrow().entries().getOrDefault("who", "nobody");
        synchronized (notes) {
            notes.add(entry + " " + Arrays.toString(bytes));
        }
    }

    @Override
    public List<Long> numbers() {
        synchronized (numbers) {
            return List.copyOf(numbers);
        }
    }

    @Override
    public List<String> notes() {
        synchronized (notes) {
            return List.copyOf(notes);
        }
    }

    @Override
    public int alone() {
        most.accumulateAndGet(running.incrementAndGet(), Math::max);
        Thread.yield();
        running.decrementAndGet();
        return most.get();
    }
}
