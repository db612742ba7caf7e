package io.rmix.introspect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.contract.Contract;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A description comes from a peer: whatever it says, it is refused with words or becomes harmless classes. */
class HostileDescriptionTest {
    private static final TypeInfo INT = new TypeInfo("int", "", List.of());
    private static final String LOCK = "rmix-lock 1\ncontract x.Y\n";

    private static FieldInfo field(String name, TypeInfo type) {
        return new FieldInfo(name, name, type, List.of());
    }

    private static OperationInfo operation(String method, FieldInfo... parameters) {
        return new OperationInfo(method, method, List.of(parameters), INT, List.of(), false, false, false, List.of());
    }

    private static ContractInfo contract(String javaName, OperationInfo... operations) {
        return contract(javaName, false, List.of(), List.of(), operations);
    }

    private static ContractInfo contract(
            String javaName,
            boolean remote,
            List<StructInfo> records,
            List<EnumInfo> enums,
            OperationInfo... operations) {
        return new ContractInfo(
                "x.Y",
                javaName,
                remote,
                List.of(operations),
                records,
                enums,
                List.of(),
                List.of(),
                new byte[0],
                LOCK,
                List.of(),
                List.of());
    }

    private static void refused(String reason, ContractInfo info) {
        var e = assertThrows(DescriptionException.class, () -> ContractClasses.define(info));
        assertTrue(e.getMessage().startsWith("the description of x.Y cannot be used: "), e.getMessage());
        assertTrue(e.getMessage().contains(reason), e.getMessage());
        assertTrue(e.getMessage().length() < 3000, e.getMessage());
    }

    private static Class<?> made(String javaName) {
        return ContractClasses.define(named(javaName));
    }

    /** What {@link Plain} says, of an interface that is called otherwise. */
    private static ContractInfo named(String javaName) {
        ContractInfo plain = ContractInfo.of(Contract.of(Plain.class));
        return new ContractInfo(
                plain.name(),
                javaName,
                false,
                plain.operations(),
                plain.records(),
                plain.enums(),
                plain.exceptions(),
                plain.messages(),
                plain.descriptors(),
                plain.lock(),
                plain.annotations(),
                plain.packageAnnotations());
    }

    /** Harmless. */
    interface Plain {
        int value(int a);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java.lang.Object",
                "io.rmix.Name",
                "io.rmix.contract.Contract",
                "com.google.protobuf.Message",
                "javax.naming.Context",
                "jakarta.jws.WebService"
            })
    void classesOfOthersAreNotReplaced(String name) throws Exception {
        Class<?> type = made(name);
        assertTrue(type.getName().startsWith("remote."), type.getName());
        assertEquals(Plain.class.getCanonicalName(), Contract.of(type).name());
        assertEquals(String.class, type.getClassLoader().loadClass("java.lang.String"));
    }

    @Test
    void aClassOfTheClassPathIsNeitherReplacedNorUsed() throws Exception {
        String name = "org.junit.jupiter.api.Test";
        Class<?> type = made(name);
        assertEquals(name, type.getName());
        assertNotEquals(Test.class, type);
        assertEquals(Test.class, Class.forName(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/b", "a..b", ".a", "a.", "a;b", "[La;", "a b", "1a", "a.b\n"})
    void whatIsNoClassNameIsRefused(String name) {
        refused("is no name of a class", contract(name, operation("value")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<init>", "<clinit>", "a.b", "a-b", ""})
    void whatIsNoMethodNameIsRefused(String name) {
        refused("is no name in Java", contract("x.Y", operation(name)));
    }

    @Test
    void methodsOfEveryObjectAndDoubledOnesAreRefused() {
        refused("contradict", contract("x.Y", operation("hashCode"), operation("value")));
        refused("", contract("x.Y", operation("value"), operation("value")));
        refused("no abstract method", contract("x.Y"));
    }

    @Test
    void namesAndNumbersHaveBounds() {
        refused("characters of a name", contract("x." + "y".repeat(2000), operation("value")));
        FieldInfo[] many = new FieldInfo[300];
        for (int i = 0; i < many.length; i++) many[i] = field("p" + i, INT);
        refused("more than 254", contract("x.Y", operation("value", many)));
        refused(
                "operations, more than",
                contract("x.Y", Collections.nCopies(3000, operation("v")).toArray(OperationInfo[]::new)));
        TypeInfo deep = new TypeInfo("Integer", "", List.of());
        for (int i = 0; i < 100; i++) deep = new TypeInfo("List", "", List.of(deep));
        refused("deep", contract("x.Y", operation("value", field("a", deep))));
        EnumInfo large = new EnumInfo("E", "x.E", Collections.nCopies(10_000, "A"));
        refused("constants of E", contract("x.Y", false, List.of(), List.of(large), operation("value")));
    }

    @Test
    void typesThatAreNoneAreRefused() {
        for (TypeInfo type : List.of(
                new TypeInfo("Set", "", List.of(INT)),
                new TypeInfo("List", "", List.of()),
                new TypeInfo("List", "", List.of(INT)),
                new TypeInfo(
                        "Map", "", List.of(new TypeInfo("Double", "", List.of()), new TypeInfo("Long", "", List.of()))),
                new TypeInfo("record", "Missing", List.of()),
                new TypeInfo("message", "a.B", List.of()),
                new TypeInfo("void", "", List.of())))
            refused("", contract("x.Y", operation("value", field("a", type))));
    }

    @Test
    void twoClassesOfOneNameAreRefused() {
        StructInfo record = new StructInfo("R", "x.Y", 0, List.of(field("a", INT)));
        refused("x.Y is there twice", contract("x.Y", false, List.of(record), List.of(), operation("value")));
        StructInfo component = new StructInfo("R", "x.R", 0, List.of(field("hashCode", INT)));
        refused("hashCode", contract("x.Y", false, List.of(component), List.of(), operation("value")));
        EnumInfo doubled = new EnumInfo("E", "x.E", List.of("A", "A"));
        OperationInfo user = operation("value", field("e", new TypeInfo("enum", "E", List.of())));
        refused("", contract("x.Y", false, List.of(), List.of(doubled), user));
    }

    @Test
    void javaSerialisationNeedsTheNamesThatThereAre() {
        refused("java.rmi.Remote", contract("io.rmix.Y", true, List.of(), List.of(), operation("value")));
    }

    @Test
    void onlyKnownAnnotationsAreTaken() {
        AnnotationInfo foreign = new AnnotationInfo("java.lang.Deprecated", Map.of(), Map.of(), Map.of());
        OperationInfo marked =
                new OperationInfo("value", "value", List.of(), INT, List.of(), false, false, false, List.of(foreign));
        refused("names a wire", contract("x.Y", marked));
        AnnotationInfo loading =
                new AnnotationInfo("jakarta.jws.WebMethod", Map.of(), Map.of(), Map.of("action", "evil.Loaded.A"));
        OperationInfo other =
                new OperationInfo("value", "value", List.of(), INT, List.of(), false, false, false, List.of(loading));
        refused("is none of its", contract("x.Y", other));
    }

    @Test
    void fieldNumbersMustBeThoseOfTheLock() {
        refused("field numbers", contract("x.Y", operation("value", field("a", INT))));
    }

    @Test
    void recordsThatHoldEachOtherWithoutEndAreRefused() {
        List<StructInfo> doubling = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            TypeInfo next = i == 59 ? INT : new TypeInfo("record", "R" + (i + 1), List.of());
            doubling.add(new StructInfo("R" + i, "x.R" + i, 0, List.of(field("a", next), field("b", next))));
        }
        OperationInfo user = operation("value", field("r", new TypeInfo("record", "R0", List.of())));
        refused("holds more than 1000 records", contract("x.Y", false, doubling, List.of(), user));
        TypeInfo self = new TypeInfo("record", "R0", List.of());
        List<StructInfo> own = List.of(new StructInfo("R0", "x.R0", 0, List.of(field("a", self))));
        refused("R0 holds itself in every value", contract("x.Y", false, own, List.of(), user));
        List<StructInfo> chain = new ArrayList<>();
        for (int i = 0; i < 4000; i++) {
            TypeInfo next = i == 3999 ? INT : new TypeInfo("record", "R" + (i + 1), List.of());
            chain.add(new StructInfo("R" + i, "x.R" + i, 0, List.of(field("a", next))));
        }
        refused("holds more than 1000 records", contract("x.Y", false, chain, List.of(), user));
    }
}
