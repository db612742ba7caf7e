package io.rmix.cli;

import io.rmix.RemoteRef;
import io.rmix.ServerContext;
import io.rmix.proto.v1.LaneAck;
import java.rmi.Remote;
import java.rmi.RemoteException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** What the table of capabilities is tried with: one interface as a plain one, and as one of Java RMI. */
final class Capabilities {
    private Capabilities() {}

    /** Declared. */
    public static final class Declined extends Exception {
        private static final long serialVersionUID = 1;

        public Declined(String message) {
            super(message);
        }
    }

    public interface Plain {
        String say(String text);

        boolean hasDeadline();

        /** Notes the entry {@code k}. */
        void note(String text);

        List<String> notes();

        void decline(String text) throws Declined;

        /** Returns when {@link #release} is called: whether it had heard of a cancellation. */
        boolean hang();

        boolean hangs();

        boolean heardOfCancellation();

        void release();
    }

    public interface Native extends Remote {
        String say(String text) throws RemoteException;

        boolean hasDeadline() throws RemoteException;

        void note(String text) throws RemoteException;

        List<String> notes() throws RemoteException;

        void decline(String text) throws RemoteException, Declined;

        boolean hang() throws RemoteException;

        boolean hangs() throws RemoteException;

        boolean heardOfCancellation() throws RemoteException;

        void release() throws RemoteException;
    }

    /** The types that not every wire has. */
    public interface PlainTypes {
        Optional<String> optional(Optional<String> value);

        RemoteRef reference(RemoteRef value);

        LaneAck message(LaneAck value);
    }

    public interface NativeTypes extends Remote {
        Optional<String> optional(Optional<String> value) throws RemoteException;
    }

    static final class Types implements PlainTypes, NativeTypes {
        @Override
        public Optional<String> optional(Optional<String> value) {
            return value;
        }

        @Override
        public RemoteRef reference(RemoteRef value) {
            return value;
        }

        @Override
        public LaneAck message(LaneAck value) {
            return value;
        }
    }

    static final class Servant implements Plain, Native {
        private final List<String> notes = new CopyOnWriteArrayList<>();
        private final CountDownLatch released = new CountDownLatch(1);
        private volatile boolean hangs;
        private volatile boolean heard;

        @Override
        public String say(String text) {
            return text;
        }

        @Override
        public boolean hasDeadline() {
            return ServerContext.current().orElseThrow().deadlineNanos().isPresent();
        }

        @Override
        public void note(String text) {
            ServerContext context = ServerContext.current().orElseThrow();
            notes.add(text + context.entries().getOrDefault("k", ""));
        }

        @Override
        public List<String> notes() {
            return List.copyOf(notes);
        }

        @Override
        public void decline(String text) throws Declined {
            throw new Declined(text);
        }

        @Override
        public boolean hang() {
            ServerContext.current().orElseThrow().onCancel(() -> heard = true);
            hangs = true;
            try {
                released.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return heard;
        }

        @Override
        public boolean hangs() {
            return hangs;
        }

        @Override
        public boolean heardOfCancellation() {
            return heard;
        }

        @Override
        public void release() {
            released.countDown();
        }
    }
}
