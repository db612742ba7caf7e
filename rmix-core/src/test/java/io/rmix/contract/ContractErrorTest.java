package io.rmix.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.Name;
import io.rmix.OneWay;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each interface here breaks one rule; the message must name place, problem and remedy. */
class ContractErrorTest {
    record Pair<A>(A a) {}

    record Endless(int depth, Endless inner) {}

    record Clash(int aB, int a_b) {}

    static final class Other {
        record Line(int x) {}
    }

    record Line(int x) {}

    enum Alike {
        A_B,
        AB
    }

    enum Empty {}

    static final class Silent extends Exception {
        private static final long serialVersionUID = 1;

        public Silent(Object reason) {
            super(String.valueOf(reason));
        }
    }

    abstract static class Vague extends Exception {
        private static final long serialVersionUID = 1;
    }

    interface Floats {
        void m(float x);
    }

    interface Arrays {
        void m(int[] list);
    }

    interface Varargs {
        void m(String... list);
    }

    interface Raw {
        @SuppressWarnings("rawtypes")
        void m(List list);
    }

    interface Wild {
        void m(List<? extends Number> list);
    }

    interface Sets {
        Set<String> m();
    }

    interface Dates {
        void m(List<Date> dates);
    }

    interface Objects {
        Object m();
    }

    interface Futures {
        CompletableFuture<String> m();
    }

    interface OptionalInts {
        OptionalInt m();
    }

    interface DoubleKeys {
        void m(Map<Double, String> map);
    }

    interface VoidParts {
        Optional<Void> m();
    }

    interface GenericRecord {
        void m(Pair<String> pair);
    }

    interface GenericMethod {
        <T> void m(T x);
    }

    interface GenericParent<T> {
        void m(T x);
    }

    @SuppressWarnings("rawtypes")
    interface Unbound extends GenericParent {}

    interface Overloads {
        void m(int a);

        void m(String a);
    }

    interface Upper {
        void M();
    }

    interface EndlessRecord {
        void m(Endless endless);
    }

    interface ClashingFields {
        void m(Clash clash);
    }

    interface ClashingTypes {
        void m(Line a, Other.Line b);
    }

    interface AlikeConstants {
        void m(Alike a);
    }

    interface NoConstants {
        void m(Empty a);
    }

    interface SilentException {
        void m() throws Silent;
    }

    interface AbstractException {
        void m() throws Vague;
    }

    interface WideException {
        void m() throws Exception;
    }

    interface OneWayResult {
        @OneWay
        int m();
    }

    interface Nothing {
        default void m() {}
    }

    @Name("not a name")
    interface BadName {
        void m();
    }

    interface TypeNameTaken {
        void m(MRequest request);
    }

    record MRequest(int x) {}

    private record Case(Class<?> type, String place, String problem, String remedy) {}

    private static final List<Case> CASES = List.of(
            new Case(Floats.class, "m(float), parameter x", "float is not allowed", "use double"),
            new Case(Arrays.class, "m(int[]), parameter list", "int[] is not allowed", "use List"),
            new Case(Varargs.class, "m(String[]), parameter list", "java.lang.String[] is not allowed", "use List"),
            new Case(Raw.class, "m(List), parameter list", "java.util.List is not allowed", "say of what"),
            new Case(Wild.class, "m(List), parameter list, element", "a wildcard", "name the type"),
            new Case(Sets.class, "m(), result", "is not allowed", "use List"),
            new Case(Dates.class, "parameter dates, element", "java.util.Date is not allowed", "use Instant"),
            new Case(Objects.class, "m(), result", "java.lang.Object is not allowed", "use boolean, int"),
            new Case(Futures.class, "m(), result", "is not allowed", "called asynchronously through its stub"),
            new Case(OptionalInts.class, "m(), result", "is not allowed", "use Optional"),
            new Case(DoubleKeys.class, "parameter map", "cannot be a map key", "use String, Integer, Long or Boolean"),
            new Case(VoidParts.class, "m(), result, value", "java.lang.Void is not allowed", "only a method's result"),
            new Case(GenericRecord.class, "parameter pair", "is a generic record", "declare a record for this type"),
            new Case(GenericMethod.class, "m(Object)", "is generic", "one method for each type"),
            new Case(GenericParent.class, "GenericParent", "has type parameters", "binds them"),
            new Case(Unbound.class, "parameter x", "T is not bound", "type argument"),
            new Case(Overloads.class, "Overloads.m(", "has the name 'm'", "@Name"),
            new Case(Upper.class, "Upper.M()", "'M' cannot be a name", "lowerCamel"),
            new Case(EndlessRecord.class, "Endless", "holds itself in every value", "use Optional, List or Map"),
            new Case(ClashingFields.class, "Clash", "a_b and aB are both a_b on the wire", "rename one"),
            new Case(ClashingTypes.class, "Line", "the name Line is taken by", "@Name"),
            new Case(AlikeConstants.class, "Alike.AB", "too like A_B", "rename"),
            new Case(NoConstants.class, "Empty", "has no constants", "declare one"),
            new Case(SilentException.class, "throws", "has no public constructor", "(String message, ...)"),
            new Case(AbstractException.class, "throws", "is abstract", "the classes that are thrown"),
            new Case(WideException.class, "throws java.lang.Exception", "says nothing", "exceptions of your own"),
            new Case(OneWayResult.class, "m()", "is @OneWay with a result", "make it void"),
            new Case(Nothing.class, "Nothing", "has no abstract method", "declare"),
            new Case(BadName.class, "BadName", "'not a name' cannot name a contract", "@Name"),
            new Case(TypeNameTaken.class, "MRequest", "the name MRequest is taken by", "@Name"),
            new Case(String.class, "java.lang.String", "is no interface", "interface"));

    @TestFactory
    List<DynamicTest> refused() {
        return CASES.stream()
                .map(c -> DynamicTest.dynamicTest(c.type().getSimpleName(), () -> {
                    ContractException e = assertThrows(ContractException.class, () -> Contract.of(c.type()));
                    int place = e.getMessage().indexOf(c.place());
                    int problem = e.getMessage().indexOf(c.problem());
                    int remedy = e.getMessage().lastIndexOf(c.remedy());
                    assertTrue(place >= 0 && problem > place && remedy > problem, e.getMessage());
                }))
                .toList();
    }

    @Test
    void aFullMessage() {
        ContractException e = assertThrows(ContractException.class, () -> Contract.of(Floats.class));
        assertEquals(
                Floats.class.getName() + ".m(float), parameter x: float is not allowed; use double", e.getMessage());
    }

    @Test
    void parametersWithoutNamesInTheClassFile() {
        ContractException e =
                assertThrows(ContractException.class, () -> Contract.of(java.util.function.ToIntFunction.class));
        assertTrue(e.getMessage().contains("has type parameters"), e.getMessage());
        e = assertThrows(ContractException.class, () -> Contract.of(java.util.function.IntUnaryOperator.class));
        assertTrue(
                e.getMessage()
                        .endsWith(
                                "the name of parameter 1 is not in the class file; compile with -parameters, or give it a @Name"),
                e.getMessage());
    }
}
