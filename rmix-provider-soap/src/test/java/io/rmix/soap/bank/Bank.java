package io.rmix.soap.bank;

import io.rmix.OneWay;
import io.rmix.RemoteRef;
import io.rmix.proto.v1.LaneAck;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A contract that JAX-WS, with beans of its own, can talk to as well as RMIX. */
public interface Bank {
    String greet(String name);

    byte[] flip(byte[] bytes);

    double sum(boolean negate, int a, long b, double c);

    Account open(Account account);

    List<Account> all(List<Account> accounts);

    List<String> words(List<String> words);

    Map<String, Long> totals(Map<String, Long> totals);

    Optional<String> find(Optional<String> name);

    Instant later(Instant time, Duration by);

    Kind kind(Kind kind);

    List<Double> halves(List<Integer> numbers);

    Optional<Account> maybe(Optional<Account> account);

    Map<Integer, Account> book(Map<Integer, Account> accounts);

    Map<Long, List<Optional<Optional<String>>>> nested(Map<Long, List<Optional<Optional<String>>>> value);

    RemoteRef refer(RemoteRef reference);

    LaneAck message(LaneAck message);

    long withdraw(String account, long amount) throws Overdrawn;

    void crash();

    @OneWay
    void note(String text);

    enum Kind {
        SAVINGS,
        CURRENT
    }

    record Account(String owner, long cents, Kind kind, List<String> tags, Optional<String> note, Instant opened) {}

    final class Overdrawn extends Exception {
        private static final long serialVersionUID = 1;
        private final long missing;

        public Overdrawn(String message, long missing) {
            super(message);
            this.missing = missing;
        }

        public long getMissing() {
            return missing;
        }
    }
}
