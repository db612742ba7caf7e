package io.rmix.contract;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Gives out field numbers: those of the lock file first, then the next free ones in declared order. */
final class LockBuilder {
    static final int LAST_FIELD = (1 << 29) - 1;
    private static final int FIRST_OF_PROTOBUF = 19_000;
    private static final int LAST_OF_PROTOBUF = 19_999;

    private final ContractLock locked;
    private final Map<String, ContractLock.Section> sections = new TreeMap<>();

    LockBuilder(ContractLock locked) {
        this.locked = locked;
    }

    /** Whether protobuf allows the number; 0 of an enum stands for none of its constants. */
    static boolean allowed(long number, boolean isEnum) {
        return isEnum
                ? number >= 1 && number <= Integer.MAX_VALUE
                : number >= 1 && number <= LAST_FIELD && (number < FIRST_OF_PROTOBUF || number > LAST_OF_PROTOBUF);
    }

    /** Numbers of a message's fields, in the order of the names. */
    List<Integer> message(String name, List<String> fields, String where) {
        Map<String, String> wireNames = new LinkedHashMap<>();
        for (String field : fields) {
            String other = wireNames.put(Naming.snake(field), field);
            if (other != null) {
                throw new ContractException(
                        where,
                        field + " and " + other + " are both " + Naming.snake(field) + " on the wire",
                        "rename one");
            }
        }
        return assign(name, fields, false, where);
    }

    /** Numbers of an enum's constants, in the order of the names. */
    List<Integer> enumeration(String name, List<String> constants, String where) {
        return assign(name, constants, true, where);
    }

    private List<Integer> assign(String name, List<String> fields, boolean isEnum, String where) {
        ContractLock.@Nullable Section section = locked.sections().get(name);
        if (section != null && section.isEnum() != isEnum) {
            throw new ContractException(
                    where,
                    "the lock file has " + name + (isEnum ? " as a message" : " as an enum"),
                    "use another @Name");
        }
        Map<String, Integer> before = section == null ? Map.of() : section.numbers();
        Map<String, Integer> reserved = new LinkedHashMap<>(section == null ? Map.of() : section.reserved());
        int last = 0;
        for (int number : before.values()) {
            last = Math.max(last, number);
        }
        for (int number : reserved.values()) {
            last = Math.max(last, number);
        }
        Map<String, Integer> numbers = new LinkedHashMap<>();
        List<Integer> inOrder = new ArrayList<>();
        for (String field : fields) {
            if (reserved.containsKey(field)) {
                throw new ContractException(
                        where, field + " is reserved in the lock file", "take another name, or revive its line there");
            }
            @Nullable Integer number = before.get(field);
            if (number == null) {
                last = last + 1 == FIRST_OF_PROTOBUF && !isEnum ? LAST_OF_PROTOBUF + 1 : last + 1;
                number = last;
            }
            if (!allowed(number, isEnum)) {
                throw new ContractException(
                        where, "no number is left for " + field, "take a free one in the lock file");
            }
            numbers.put(field, number);
            inOrder.add(number);
        }
        before.forEach((field, number) -> {
            if (!numbers.containsKey(field)) {
                reserved.put(field, number);
            }
        });
        sections.put(name, new ContractLock.Section(isEnum, numbers, reserved, Map.of()));
        return inOrder;
    }

    /** All that was given out and what it stands for, and of the lock file what is no longer used, wholly reserved. */
    ContractLock build(String contract, boolean remote, List<Operation> operations, List<Type> namedTypes) {
        for (Type type : namedTypes) {
            if (type instanceof StructType struct) {
                Map<String, String> types = new LinkedHashMap<>();
                struct.components().forEach(c -> types.put(c.name(), TypeNames.of(c.type())));
                sections.computeIfPresent(
                        struct.name(), (n, s) -> new ContractLock.Section(false, s.numbers(), s.reserved(), types));
            }
        }
        locked.sections()
                .forEach((name, section) -> sections.computeIfAbsent(name, n -> {
                    Map<String, Integer> reserved = new LinkedHashMap<>(section.numbers());
                    reserved.putAll(section.reserved());
                    return new ContractLock.Section(section.isEnum(), Map.of(), reserved, Map.of());
                }));
        Map<String, LockedOperation> called = new LinkedHashMap<>();
        operations.forEach(operation -> called.put(operation.name(), LockedOperation.of(operation, remote)));
        return new ContractLock(ContractLock.WHOLE, contract, remote, called, sections);
    }
}
