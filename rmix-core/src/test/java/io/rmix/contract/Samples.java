package io.rmix.contract;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.rmix.Name;
import io.rmix.RemoteRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A contract with every type there is, in every place where it may be. */
final class Samples {
    private Samples() {}

    enum Color {
        RED,
        GREEN {
            @Override
            boolean green() {
                return true;
            }
        },
        DARK_BLUE;

        boolean green() {
            return false;
        }
    }

    record Point(int x, long y, double z, boolean set) {}

    record Boxes(Integer number, Long big, Double real, Boolean flag) {}

    record Line(String itemName, byte[] data, Color color, Instant at, Duration took, Point place, Struct extra) {}

    record Tree(String label, List<Tree> children, Optional<Tree> left, Map<String, Tree> named) {}

    record Lists(
            List<Integer> ints,
            List<Long> longs,
            List<Double> doubles,
            List<Boolean> booleans,
            List<String> strings,
            List<byte[]> bytes,
            List<Color> colors,
            List<Point> points,
            List<Instant> instants,
            List<List<Integer>> matrix,
            List<Optional<String>> holes,
            List<Map<String, Integer>> maps) {}

    record Maps(
            Map<String, String> strings,
            Map<Integer, Long> ints,
            Map<Long, Double> longs,
            Map<Boolean, Color> flags,
            Map<String, byte[]> bytes,
            Map<Integer, Point> points,
            Map<String, List<String>> lists,
            Map<String, Optional<Duration>> optionals) {}

    record Optionals(
            Optional<Integer> number,
            Optional<Long> big,
            Optional<Double> real,
            Optional<Boolean> flag,
            Optional<String> text,
            Optional<byte[]> bytes,
            Optional<Color> color,
            Optional<Point> point,
            Optional<Instant> at,
            Optional<RemoteRef> ref,
            Optional<List<String>> list,
            Optional<Map<Long, Boolean>> map,
            Optional<Optional<Integer>> twice,
            Optional<Value> value) {}

    static final class Refused extends Exception {
        private static final long serialVersionUID = 1;
        private final int code;
        private final transient Optional<Color> color;
        private final boolean last;

        public Refused(String message, int code, Optional<Color> color, boolean last) {
            super(message);
            this.code = code;
            this.color = color;
            this.last = last;
        }

        public Refused(String message) {
            this(message, 0, Optional.empty(), false);
        }

        public int code() {
            return code;
        }

        public Optional<Color> getColor() {
            return color;
        }

        public boolean isLast() {
            return last;
        }
    }

    static final class Gone extends RuntimeException {
        private static final long serialVersionUID = 1;

        public Gone(String message) {
            super(message);
        }
    }

    @Name("rmix.vectors.Everything")
    interface Everything {
        void nothing();

        int sum(int a, long b, double c, boolean d, String e, byte[] f, Color color);

        Line line(Line line, Boxes boxes) throws Refused, Gone;

        Tree tree(Tree tree);

        Lists lists(Lists lists);

        Maps maps(Maps maps);

        Optionals optionals(Optionals optionals);

        List<Long> plainLists(List<Integer> ints, List<String> strings, List<Optional<Point>> points);

        Map<String, Integer> plainMaps(Map<Boolean, String> flags, Map<Long, Map<Integer, String>> nested);

        Optional<String> plainOptionals(Optional<Integer> a, Optional<List<Double>> b);

        RemoteRef ref(RemoteRef ref, List<RemoteRef> others);

        Instant times(Instant at, Duration took);

        Value message(Struct struct);

        boolean mixed(Struct struct, List<Value> values);

        double real();

        byte[] bytes();

        Color color();
    }
}
