package io.rmix.javarmi.legacy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;

/** In memory. */
public class AccountServant implements Account {
    private final List<String> notes = new ArrayList<>();
    private final CountDownLatch resume = new CountDownLatch(1);
    private final CountDownLatch paused = new CountDownLatch(1);
    private long balance;

    @Override
    public synchronized long deposit(long amount) {
        balance += amount;
        return balance;
    }

    @Override
    public synchronized long withdraw(long amount) throws OverdrawnException {
        if (amount > balance) throw new OverdrawnException("only " + balance, amount - balance);
        balance -= amount;
        return balance;
    }

    @Override
    public byte[] echo(byte[] data) {
        return data;
    }

    @Override
    public List<Entry> entries(List<Entry> entries, Map<String, Long> limits) {
        return entries.stream()
                .filter(e -> e.amount() <= limits.getOrDefault(e.name(), Long.MAX_VALUE))
                .toList();
    }

    @Override
    public Map<String, Long> totals(List<String> names) {
        Map<String, Long> totals = new TreeMap<>();
        for (String name : names) totals.merge(name, 1L, Long::sum);
        return totals;
    }

    @Override
    public String describe(
            boolean flag,
            int number,
            Integer boxed,
            double ratio,
            Entry entry,
            Entry.Kind kind,
            Instant at,
            Duration span) {
        return String.join(
                " ",
                List.of("" + flag, "" + number, "" + boxed, "" + ratio, "" + entry, "" + kind, "" + at, "" + span));
    }

    @Override
    public Sheet copy(Sheet sheet) {
        if (!sheet.same(Sheet.sample())) throw new IllegalArgumentException("not the sample: " + sheet);
        return sheet;
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public int branch() {
        return -7;
    }

    @Override
    public double rate() {
        return 0.25;
    }

    @Override
    public Entry.Kind kind(Entry.Kind kind) {
        return kind;
    }

    @Override
    public Instant moved(Instant at, Duration by) {
        return at.plus(by);
    }

    @Override
    public Duration until(Instant from, Instant to) {
        return Duration.between(from, to);
    }

    @Override
    public void crash(String reason) {
        throw new IllegalStateException(reason);
    }

    @Override
    public String pause(String token) {
        paused.countDown();
        try {
            resume.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return token;
    }

    @Override
    public boolean paused() {
        return paused.getCount() == 0;
    }

    public void awaitPaused() throws InterruptedException {
        paused.await();
    }

    public void resume() {
        resume.countDown();
    }

    @Override
    public synchronized void note(String text) {
        notes.add(text);
    }

    @Override
    public synchronized List<String> notes() {
        return new ArrayList<>(notes);
    }
}
