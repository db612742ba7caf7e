package io.rmix.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rmix.InvocationException;
import io.rmix.LaneListener;
import io.rmix.Outcome;
import io.rmix.Stub;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Calls a kit, with and without waiting for answers, until it is told to end, and keeps account of what became of each call. */
public final class Load implements Runnable, LaneListener {
    private static final int WINDOW = 200;

    private final Stub<KitService> stub;
    private final Map<Long, Outcome> lost = new HashMap<>();
    private final List<InvocationException> failures = Collections.synchronizedList(new ArrayList<>());
    private final List<String> wrong = Collections.synchronizedList(new ArrayList<>());
    private volatile long answered;
    private volatile boolean over;
    private long sent;

    public Load(Stub<KitService> stub) {
        this.stub = stub.withLaneListener(this);
    }

    @Override
    public void run() {
        while (!over) {
            stub.oneWay().right(++sent);
            if (sent - stub.lane().settled() > WINDOW) stub.lane().flush().join();
            try {
                String text = "call " + sent;
                String answer = stub.sync().echoString(text);
                if (!answer.equals(text)) wrong.add(text + " got " + answer);
                answered++;
            } catch (InvocationException e) {
                failures.add(e);
            }
        }
        stub.lane().flush().orTimeout(20, TimeUnit.SECONDS).join();
    }

    public void end() {
        over = true;
    }

    public long answered() {
        return answered;
    }

    @Override
    public void executed(long sequence) {
        // All that is not reported as failed.
    }

    @Override
    public synchronized void failed(LaneFailure failure) {
        lost.put(failure.sequence(), failure.cause().outcome());
        failures.add(failure.cause());
    }

    /** All that failed. */
    public List<InvocationException> failures() {
        return List.copyOf(failures);
    }

    /**
     * Fails unless the one-way calls were executed in order, once, all but those that failed, and none that failed with NOT_INVOKED; and no
     * other call got a wrong answer.
     *
     * @param executed as the servant saw them
     */
    public synchronized void check(List<Long> executed) {
        assertEquals(executed.stream().sorted().distinct().toList(), executed, "in order and once");
        Set<Long> seen = Set.copyOf(executed);
        for (long number = 1; number <= sent; number++) {
            Outcome outcome = lost.get(number);
            if (outcome != Outcome.UNKNOWN) assertEquals(outcome == null, seen.contains(number), "call " + number);
        }
        assertEquals(List.of(), wrong);
    }
}
