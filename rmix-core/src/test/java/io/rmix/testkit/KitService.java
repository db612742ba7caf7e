package io.rmix.testkit;

import io.rmix.Idempotent;
import io.rmix.OneWay;
import io.rmix.RemoteRef;
import io.rmix.Serial;
import io.rmix.proto.v1.LaneAck;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Has every type of a contract and every way to end a call. */
public interface KitService {
    boolean echoBoolean(boolean value);

    int echoInt(int value);

    long echoLong(long value);

    double echoDouble(double value);

    String echoString(String value);

    byte[] echoBytes(byte[] value);

    Colour echoEnum(Colour value);

    Line echoRecord(Line value);

    List<String> echoStrings(List<String> value);

    List<Line> echoRecords(List<Line> value);

    List<Integer> echoInts(List<Integer> value);

    Map<String, Long> echoMap(Map<String, Long> value);

    Map<Integer, Line> echoRecordMap(Map<Integer, Line> value);

    Optional<String> echoOptional(Optional<String> value);

    Optional<Line> echoOptionalRecord(Optional<Line> value);

    Instant echoInstant(Instant value);

    Duration echoDuration(Duration value);

    Map<Long, List<Optional<Optional<String>>>> echoNested(Map<Long, List<Optional<Optional<String>>>> value);

    List<Double> echoDoubles(List<Double> value);

    RemoteRef echoRef(RemoteRef value);

    LaneAck echoMessage(LaneAck value);

    String three(int number, String text, List<Double> more);

    void nothing();

    void refuse(String reason, int code) throws KitException;

    void crash(String secret);

    /** Returns when {@link #release} is called with the token, or when the call is cancelled, unless the token is "stubborn…". */
    String block(String token);

    void release(String token);

    /** How often {@link #block} was entered with the token. */
    int entered(String token);

    /** Whether a call that was blocked with the token has heard of its cancellation. */
    boolean cancelled(String token);

    @Idempotent
    int ready();

    byte[] make(int bytes);

    /** The value of a context entry, or empty. */
    Optional<String> entry(String key);

    void left(long number);

    @OneWay
    void right(long number);

    /** Notes the entry and the bytes. */
    void note(byte[] bytes);

    /** All numbers of left and right in the order of their execution. */
    List<Long> numbers();

    List<String> notes();

    /** Counts how many run at the same time; returns the most. */
    @Serial
    int alone();

    enum Colour {
        RED,
        GREEN,
        BLUE
    }

    record Line(
            String name,
            long amount,
            double price,
            Colour colour,
            List<Line> parts,
            Optional<Instant> due,
            byte[] blob) {
        public Line {
            parts = List.copyOf(parts);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Line line
                    && name.equals(line.name)
                    && amount == line.amount
                    && Double.compare(price, line.price) == 0
                    && colour == line.colour
                    && parts.equals(line.parts)
                    && due.equals(line.due)
                    && java.util.Arrays.equals(blob, line.blob);
        }

        @Override
        public int hashCode() {
            return name.hashCode();
        }
    }

    /** Declared. */
    final class KitException extends Exception {
        private static final long serialVersionUID = 1;
        private final int code;

        public KitException(String message, int code) {
            super(message);
            this.code = code;
        }

        public int code() {
            return code;
        }
    }
}
