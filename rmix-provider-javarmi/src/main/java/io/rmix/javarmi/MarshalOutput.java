package io.rmix.javarmi;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;

/** Objects as Java RMI marshals them, without a place to load classes from. */
final class MarshalOutput extends ObjectOutputStream {
    MarshalOutput(OutputStream out) throws IOException {
        super(out);
    }

    @Override
    protected void annotateClass(Class<?> type) throws IOException {
        writeObject(null);
    }

    @Override
    protected void annotateProxyClass(Class<?> type) throws IOException {
        writeObject(null);
    }

    /** Bytes in memory, up to a limit. */
    static final class Bounded extends ByteArrayOutputStream {
        private static final int INITIAL_BYTES = 2048;

        private final int limit;

        Bounded(int limit) {
            super(INITIAL_BYTES);
            this.limit = limit;
        }

        /** More bytes came than the limit allows. */
        static final class FullException extends RuntimeException {
            private static final long serialVersionUID = 1;

            FullException(int limit) {
                super("is larger than the limit of " + limit + " bytes");
            }
        }

        @Override
        public synchronized void write(int b) {
            room(1);
            super.write(b);
        }

        @Override
        public synchronized void write(byte[] bytes, int offset, int length) {
            room(length);
            super.write(bytes, offset, length);
        }

        private void room(int more) {
            if (more > limit - count) throw new FullException(limit);
        }
    }
}
