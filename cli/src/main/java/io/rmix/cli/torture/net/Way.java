package io.rmix.cli.torture.net;

import java.util.concurrent.TimeUnit;

/**
 * What bytes from one member to another pass: whether they may, and how fast. All connections between the two share it.
 *
 * <p><b>Threads.</b> Any.
 */
final class Way {
    private boolean closed;
    private boolean slow;
    private long freeAt = System.nanoTime();

    /** Nothing passes until it is opened. */
    synchronized void close() {
        closed = true;
    }

    /** At most {@link NetworkFault#RATE_BYTES} a second pass until it is opened. */
    synchronized void slow() {
        slow = true;
        freeAt = System.nanoTime();
    }

    /** All passes again. */
    synchronized void open() {
        closed = false;
        slow = false;
        notifyAll();
    }

    /** Whoever waits here looks whether its connection is still there. */
    synchronized void wake() {
        notifyAll();
    }

    /** Waits until it is open, or the connection is gone. */
    synchronized void await(Relay connection) throws InterruptedException {
        while (closed && connection.isOpen()) {
            wait();
        }
    }

    /** Waits until that many bytes may pass, or the connection is gone. */
    synchronized void pass(int bytes, Relay connection) throws InterruptedException {
        await(connection);
        if (slow) {
            freeAt = Math.max(freeAt, System.nanoTime()) + TimeUnit.SECONDS.toNanos(bytes) / NetworkFault.RATE_BYTES;
        }
        while (slow && connection.isOpen()) {
            long left = freeAt - System.nanoTime();
            if (left <= 0) {
                break;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        await(connection);
    }
}
