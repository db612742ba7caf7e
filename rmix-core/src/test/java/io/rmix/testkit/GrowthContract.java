package io.rmix.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.rmix.Export;
import io.rmix.InvocationException;
import io.rmix.Name;
import io.rmix.OneWay;
import io.rmix.Outcome;
import io.rmix.Stub;
import io.rmix.contract.Contract;
import io.rmix.contract.ContractLock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Clients of a contract call a server whose contract has grown since, as docs/CONTRACTS.md allows. */
interface GrowthContract extends Kit {
    @Test
    default void clientsOfBeforeCallAServerThatHasGrown() throws Exception {
        assertEquals(
                List.of(),
                ContractLock.of(Contract.of(Before.class)).changes(After.class),
                "what this test is about is compatible");
        Grown servant = new Grown();
        Export export = rmix().export(After.class, servant, freeAddress() + "/growing");
        Stub<Before> stub = rmix().connect(Before.class, export.endpoint());
        Before before = stub.sync();
        Before.Shape shape = new Before.Shape("a", Before.Colour.RED, List.of(1L));
        assertEquals(shape, before.turn(shape));
        assertEquals("2 words", before.count(List.of("x", "y")));
        before.none();
        Before.Refused refused = assertThrows(Before.Refused.class, () -> before.refuse("declared"));
        assertEquals("declared", refused.getMessage());
        InvocationException other = assertThrows(InvocationException.class, () -> before.refuse("since"));
        assertEquals(Outcome.INVOKED, other.outcome(), other.getMessage());
        stub.oneWay().note("n");
        stub.lane().flush().get(30, TimeUnit.SECONDS);
        assertEquals(List.of("nOptional.empty"), servant.notes);
    }

    /** As clients have it. */
    @Name("test.Growing")
    interface Before {
        Shape turn(Shape shape);

        String count(List<String> words);

        void none();

        void refuse(String how) throws Refused;

        @OneWay
        void note(String text);

        enum Colour {
            RED
        }

        record Shape(String name, Colour colour, List<Long> sides) {}

        /** Declared. */
        final class Refused extends Exception {
            private static final long serialVersionUID = 1;

            public Refused(String message) {
                super(message);
            }
        }
    }

    /** As the server has it. */
    @Name("test.Growing")
    interface After {
        Shape turn(Shape shape);

        String count(List<String> words, int more, Optional<Colour> colour, List<Shape> shapes);

        void none(Optional<String> why);

        void refuse(String how) throws Refused, Since;

        @OneWay
        void note(String text, Optional<String> more);

        Colour added(Colour colour);

        enum Colour {
            RED
        }

        record Shape(String name, Colour colour, List<Long> sides, double weight, Optional<Colour> second) {}

        /** Declared. */
        final class Refused extends Exception {
            private static final long serialVersionUID = 1;
            private final int code;

            public Refused(String message, int code) {
                super(message);
                this.code = code;
            }

            public int code() {
                return code;
            }
        }

        /** Declared since. */
        final class Since extends Exception {
            private static final long serialVersionUID = 1;

            public Since(String message) {
                super(message);
            }
        }
    }

    /** Sees that what clients of before do not send is absent. */
    final class Grown implements After {
        final List<String> notes = Collections.synchronizedList(new ArrayList<>());

        @Override
        public Shape turn(Shape shape) {
            assertEquals(0, shape.weight());
            assertEquals(Optional.empty(), shape.second());
            return new Shape(shape.name(), shape.colour(), shape.sides(), 2.5, Optional.of(Colour.RED));
        }

        @Override
        public String count(List<String> words, int more, Optional<Colour> colour, List<Shape> shapes) {
            assertEquals("0 Optional.empty []", more + " " + colour + " " + shapes);
            return words.size() + " words";
        }

        @Override
        public void none(Optional<String> why) {
            assertEquals(Optional.empty(), why);
        }

        @Override
        public void refuse(String how) throws Refused, Since {
            if (how.equals("since")) throw new Since(how);
            throw new Refused(how, 7);
        }

        @Override
        public void note(String text, Optional<String> more) {
            notes.add(text + more);
        }

        @Override
        public Colour added(Colour colour) {
            return colour;
        }
    }
}
