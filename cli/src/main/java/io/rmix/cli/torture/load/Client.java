package io.rmix.cli.torture.load;

import io.rmix.InvocationException;
import io.rmix.Outcome;
import io.rmix.cli.torture.member.Content;
import io.rmix.cli.torture.member.Ledger;
import io.rmix.cli.torture.member.Receipt;
import io.rmix.cli.torture.verify.Acknowledged;
import io.rmix.cli.torture.verify.Verifier;
import io.rmix.cli.torture.verify.Violation.Rule;
import io.rmix.cli.torture.verify.Violations;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One client: writes its numbers one after another, the next one when one is acknowledged. What was not invoked is sent again, to another member; when nobody knows, the client
 * asks, or sends the same number again, in turn.
 *
 * <p><b>Threads.</b> One of its own.
 */
final class Client implements Runnable {
    private static final long FIRST_BACKOFF_MILLIS = 20;
    private static final long MOST_BACKOFF_MILLIS = 500;

    private final long id;
    private final List<Target> targets;
    private final long intervalNanos;
    private final Tally tally;
    private final Verifier verifier;
    private final Violations violations;
    private int at;
    private long attempt;
    private long backoff = FIRST_BACKOFF_MILLIS;
    private boolean asksNext;
    private volatile boolean stopping;
    private volatile boolean closed;
    private volatile String doing = "nothing";

    /**
     * @param id unlike any other's
     * @param targets grows when members join
     * @param intervalNanos from one number to the next, at least
     */
    Client(long id, List<Target> targets, long intervalNanos, Tally tally, Verifier verifier, Violations violations) {
        this.id = id;
        this.targets = targets;
        this.intervalNanos = intervalNanos;
        this.tally = tally;
        this.verifier = verifier;
        this.violations = violations;
        this.at = (int) (id % targets.size());
    }

    /** Ends when the number that is under way is acknowledged. */
    void stop() {
        stopping = true;
    }

    /** Ends soon, whatever is under way. */
    void close() {
        closed = true;
    }

    /** What it waits for, for people. */
    String doing() {
        return "client " + id + " " + doing;
    }

    @Override
    public void run() {
        try {
            long due = System.nanoTime();
            for (long number = 1; !stopping; number++) {
                write(number);
                due = Math.max(due + intervalNanos, System.nanoTime() - TimeUnit.SECONDS.toNanos(1));
                TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            violations.add(Rule.STUCK, doing() + " failed: " + e);
        }
    }

    /** Tells the members to broadcast nothing more; returns whether it knows that they were told. Once it has ended. */
    boolean rest() throws InterruptedException {
        Target target = targets.get(at % targets.size());
        try {
            target.ledger().sync().rest();
            return true;
        } catch (InvocationException e) {
            failed(e, target);
            return false;
        }
    }

    private void write(long number) throws InterruptedException {
        byte[] content = Content.of(id, number);
        long begin = System.nanoTime();
        tally.submits();
        long attempts = 0;
        while (true) {
            attempts++;
            attempt++;
            Target target = targets.get(at % targets.size());
            doing = "sends number " + number + " to " + target.member() + ", attempt " + attempts;
            Outcome failed = send(target, number, content);
            if (failed == Outcome.UNKNOWN && (asksNext ^= true) && isWritten(number)) failed = null;
            if (failed == null) break;
        }
        backoff = FIRST_BACKOFF_MILLIS;
        tally.acknowledges(System.nanoTime() - begin, attempts);
    }

    /** Sends a number once; the outcome if it was not acknowledged. */
    private @Nullable Outcome send(Target target, long number, byte[] content) throws InterruptedException {
        try {
            Receipt receipt = target.ledger().sync().write(id, number, attempt, content);
            if (receipt.number() != number)
                violations.add(Rule.DAMAGED, "client " + id + " sent number " + number + ", and got " + receipt);
            verifier.acknowledged(new Acknowledged(id, number, receipt.position(), target.member()));
            return null;
        } catch (InvocationException e) {
            failed(e, target);
            if (e.outcome() == Outcome.NOT_INVOKED) verifier.refused(id, attempt);
            tally.fails(e.outcome());
            return e.outcome();
        }
    }

    /** Asks members until one answers. */
    private boolean isWritten(long number) throws InterruptedException {
        while (true) {
            Target target = targets.get(at % targets.size());
            doing = "asks " + target.member() + " whether number " + number + " is written";
            tally.asks();
            try {
                Ledger ledger = target.ledger().sync();
                boolean written = ledger.written(id) >= number;
                if (written) verifier.acknowledged(new Acknowledged(id, number, 0, target.member()));
                return written;
            } catch (InvocationException e) {
                failed(e, target);
            }
        }
    }

    /** Goes to the next member, after a pause. */
    private void failed(InvocationException failure, Target target) throws InterruptedException {
        if (failure.outcome() == Outcome.INVOKED)
            violations.add(
                    Rule.LOST,
                    "the ledger of " + target.member() + " refused client " + id + ": " + failure.getMessage());
        at++;
        if (closed) throw new InterruptedException("closed");
        Thread.sleep(backoff);
        backoff = Math.min(MOST_BACKOFF_MILLIS, backoff * 2);
    }
}
