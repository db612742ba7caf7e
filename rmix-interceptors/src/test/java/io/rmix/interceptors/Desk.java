package io.rmix.interceptors;

import io.rmix.Name;

/** The service that the tests call. */
@Name("test.v1.Desk")
public interface Desk {
    int add(int number);

    void refuse() throws ClosedException;

    int fail();

    void note(String text);

    /** Declared. */
    final class ClosedException extends Exception {
        private static final long serialVersionUID = 1L;

        public ClosedException(String message) {
            super(message);
        }
    }

    /** Adds and fails as asked, and runs something when it is entered. */
    record Servant(Runnable onAdd) implements Desk {
        @Override
        public int add(int number) {
            onAdd.run();
            return number + 1;
        }

        @Override
        public void refuse() throws ClosedException {
            throw new ClosedException("closed");
        }

        @Override
        public int fail() {
            throw new IllegalStateException("secret");
        }

        @Override
        public void note(String text) {
            onAdd.run();
        }
    }
}
