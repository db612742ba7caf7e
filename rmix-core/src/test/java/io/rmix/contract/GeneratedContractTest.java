package io.rmix.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.Name;
import io.rmix.Serial;
import io.rmix.introspect.ContractClasses;
import io.rmix.introspect.ContractInfo;
import io.rmix.testkit.KitService;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A contract made of a description is, on the wire, the one that was described. */
class GeneratedContractTest {
    private static Contract generated(Class<?> type) {
        Contract original = Contract.of(type);
        Contract made = Contract.of(ContractClasses.define(ContractInfo.of(original)));
        assertNotSame(original, made);
        assertEquals(ProtoSchema.of(original).text(), ProtoSchema.of(made).text());
        assertEquals(original.lock().toString(), made.lock().toString());
        for (Operation operation : original.operations()) {
            Operation other = made.find(operation.name());
            assertEquals(operation.oneWay(), other.oneWay());
            assertEquals(operation.idempotent(), other.idempotent());
            assertEquals(operation.serial(), other.serial());
            assertEquals(
                    operation.exceptions().stream().map(StructType::name).toList(),
                    other.exceptions().stream().map(StructType::name).toList());
        }
        return made;
    }

    @Test
    void theContractOfTheTestKit() {
        generated(KitService.class);
    }

    @Test
    void theEncodingsOfEveryTypeAreAsKept() throws Exception {
        Contract made = generated(Samples.Everything.class);
        assertEquals(Files.readString(Vectors.FOLDER.resolve("everything.txt")), Vectors.text(made));
        Values values = new Values(7);
        ProtoCodec codec = ProtoCodec.of(made);
        for (ExceptionType type : made.find("line").exceptions()) {
            Object thrown = values.of(type, 0);
            byte[] bytes = codec.exception(type).encode((Throwable) thrown);
            Throwable read = codec.exception(type).decode(bytes);
            for (Component component : type.components())
                assertEquals(
                        component.accessor().apply(thrown), component.accessor().apply(read));
        }
    }

    /** Names other than Java's, overloads, field numbers that are pinned, a component of each kind of name. */
    @Serial
    @Name("test.Locked")
    interface Renamed {
        @Name("swap")
        void exchange(@Name("basket") Basket b, @Name("count") int n) throws SpoiltException;

        @Name("swapAll")
        List<Map<String, Optional<Basket>>> exchange(Optional<Basket> next);
    }

    record Basket(@Name("owner") String holder, FruitSort fruit, Integer weight) {}

    @Name("Fruit")
    enum FruitSort {
        BANANA,
        APPLE
    }

    @Name("Spoilt")
    static final class SpoiltException extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final transient List<String> reasons;

        public SpoiltException(List<String> reasons) {
            this.reasons = reasons;
        }

        public List<String> getReasons() {
            return reasons;
        }
    }

    @Test
    void namesAndPinnedNumbersStay() {
        Contract made = generated(Renamed.class);
        assertTrue(made.find("swap").serial());
        assertEquals("exchange", made.find("swapAll").method().getName());
        assertEquals(
                "holder",
                made.find("swap")
                        .parameters()
                        .get(0)
                        .type()
                        .javaType()
                        .getRecordComponents()[0]
                        .getName());
        assertEquals(
                7,
                ((RecordType) made.find("swap").parameters().get(0).type())
                        .components()
                        .get(0)
                        .number());
    }

    private static WeakReference<Class<?>> useOnce() {
        Contract made = generated(KitService.class);
        return new WeakReference<>(made.javaType());
    }

    @Test
    @Timeout(60)
    void nothingKeepsWhatWasMade() {
        WeakReference<Class<?>> type = useOnce();
        while (type.get() != null) {
            System.gc();
            Thread.onSpinWait();
        }
        assertNull(type.get());
    }
}
