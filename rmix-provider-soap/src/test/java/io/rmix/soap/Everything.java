package io.rmix.soap;

import io.rmix.OneWay;
import io.rmix.RemoteRef;
import io.rmix.proto.v1.LaneAck;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A contract with every type, and with types within types as deep as the mapping tells them apart. */
public interface Everything {
    Row echo(Row row);

    List<List<Optional<String>>> nested(
            List<List<Optional<String>>> lists,
            Optional<Optional<Integer>> twice,
            Optional<List<byte[]>> maybeList,
            Map<Long, List<Map<Boolean, Optional<Row>>>> maps);

    Map<String, Map<Integer, Double>> maps(Map<String, Map<Integer, Double>> value);

    void nothing();

    @OneWay
    void tell(String what, LaneAck message);

    List<RemoteRef> refs(List<RemoteRef> refs, Optional<RemoteRef> one);

    int fail(int code) throws Refused, Late;

    enum Shade {
        DARK,
        light,
        Mid_1
    }

    record Row(
            boolean flag,
            int number,
            long big,
            double real,
            String text,
            byte[] bytes,
            Shade shade,
            Instant at,
            Duration length,
            Optional<Row> next,
            List<Row> rows,
            List<String> words,
            Map<String, Row> named,
            LaneAck message) {}

    final class Refused extends Exception {
        private static final long serialVersionUID = 1;
        private final List<Row> rows;
        private final Optional<String> hint;

        public Refused(String message, List<Row> rows, Optional<String> hint) {
            super(message);
            this.rows = List.copyOf(rows);
            this.hint = hint;
        }

        public List<Row> rows() {
            return rows;
        }

        public Optional<String> hint() {
            return hint;
        }
    }

    final class Late extends Exception {
        private static final long serialVersionUID = 1;

        public Late(String message) {
            super(message);
        }
    }
}
