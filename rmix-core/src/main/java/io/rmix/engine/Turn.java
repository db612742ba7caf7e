package io.rmix.engine;

import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;

/** Whose turn it is at an object that is called by one caller at a time, whichever of its interfaces they use. */
final class Turn {
    private final SerialExecutor serial;
    private final ReentrantLock alone = new ReentrantLock(true);

    Turn(Executor threads) {
        this.serial = new SerialExecutor(threads);
    }

    /** Runs a call in its turn, on the servant pool. */
    void submit(Runnable call) {
        serial.execute(() -> run(call));
    }

    /** Runs a call on this thread, when no other runs. Whoever holds the turn is running, so it ends. */
    void run(Runnable call) {
        alone.lock();
        try {
            call.run();
        } finally {
            alone.unlock();
        }
    }
}
