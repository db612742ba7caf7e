package io.rmix.soap.bank;

import io.rmix.RemoteRef;
import io.rmix.proto.v1.LaneAck;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Does little, visibly. */
public class BankServant implements Bank {
    final List<String> notes = Collections.synchronizedList(new ArrayList<>());

    @Override
    public String greet(String name) {
        return "hello " + name;
    }

    @Override
    public byte[] flip(byte[] bytes) {
        byte[] flipped = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) flipped[i] = bytes[bytes.length - 1 - i];
        return flipped;
    }

    @Override
    public double sum(boolean negate, int a, long b, double c) {
        double sum = a + b + c;
        return negate ? -sum : sum;
    }

    @Override
    public Account open(Account account) {
        return new Account(
                account.owner(),
                account.cents(),
                account.kind(),
                account.tags(),
                Optional.of("opened"),
                account.opened());
    }

    @Override
    public List<Account> all(List<Account> accounts) {
        return accounts;
    }

    @Override
    public List<String> words(List<String> words) {
        List<String> reversed = new ArrayList<>(words);
        Collections.reverse(reversed);
        return reversed;
    }

    @Override
    public Map<String, Long> totals(Map<String, Long> totals) {
        Map<String, Long> more = new TreeMap<>(totals);
        more.replaceAll((key, value) -> value + 1);
        return more;
    }

    @Override
    public Optional<String> find(Optional<String> name) {
        return name.map(n -> "found " + n);
    }

    @Override
    public Instant later(Instant time, Duration by) {
        return time.plus(by);
    }

    @Override
    public Kind kind(Kind kind) {
        return kind;
    }

    @Override
    public List<Double> halves(List<Integer> numbers) {
        return numbers.stream().map(number -> number / 2.0).toList();
    }

    @Override
    public Optional<Account> maybe(Optional<Account> account) {
        return account;
    }

    @Override
    public Map<Integer, Account> book(Map<Integer, Account> accounts) {
        return accounts;
    }

    @Override
    public Map<Long, List<Optional<Optional<String>>>> nested(Map<Long, List<Optional<Optional<String>>>> value) {
        return value;
    }

    @Override
    public RemoteRef refer(RemoteRef reference) {
        return reference;
    }

    @Override
    public LaneAck message(LaneAck message) {
        return message;
    }

    @Override
    public long withdraw(String account, long amount) throws Overdrawn {
        if (amount > 42) throw new Overdrawn("too little", amount - 42);
        return 42 - amount;
    }

    @Override
    public void crash() {
        throw new IllegalStateException("the secret");
    }

    @Override
    public void note(String text) {
        notes.add(text);
    }
}
