package io.rmix.grpc;

import io.rmix.Name;
import io.rmix.OneWay;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A service for the tests of this provider. */
@Name("shop.v1.Shop")
public interface Shop {
    Receipt order(Order order, int copies) throws SoldOut;

    String name();

    void explain(String text, int length) throws SoldOut;

    void crash();

    @OneWay
    void note(String text);

    void wish(String text);

    List<String> notes();

    /** Waits until the test lets it go. */
    void hold();

    record Order(String item, int quantity) {}

    record Receipt(String text, long total) {}

    /** Declared. */
    final class SoldOut extends Exception {
        private static final long serialVersionUID = 1;
        private final String item;

        public SoldOut(String message, String item) {
            super(message);
            this.item = item;
        }

        public String item() {
            return item;
        }
    }

    /** The servant. */
    final class Keeper implements Shop {
        final CountDownLatch entered = new CountDownLatch(1);
        final CountDownLatch release = new CountDownLatch(1);
        private final String name;
        private final List<String> notes = new ArrayList<>();

        Keeper(String name) {
            this.name = name;
        }

        @Override
        public Receipt order(Order order, int copies) throws SoldOut {
            if (order.quantity() > 100) throw new SoldOut("only 100 left", order.item());
            return new Receipt(copies + " x " + order.item(), (long) copies * order.quantity());
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public void explain(String text, int length) throws SoldOut {
            throw new SoldOut(text.repeat(length), "it");
        }

        @Override
        public void crash() {
            throw new IllegalStateException("a secret");
        }

        @Override
        public void note(String text) {
            hold();
            add(text);
        }

        @Override
        public void wish(String text) {
            add(text);
        }

        private synchronized void add(String text) {
            notes.add(text);
        }

        @Override
        public synchronized List<String> notes() {
            return List.copyOf(notes);
        }

        @Override
        public void hold() {
            entered.countDown();
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
