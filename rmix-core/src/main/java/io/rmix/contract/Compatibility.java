package io.rmix.contract;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What breaks clients of one state of a contract at a server of a later one, on any wire: docs/CONTRACTS.md has the rules and the reasons.
 * Used once.
 */
final class Compatibility {
    private static final String KEEP =
            "keep it, and give the new form a name of its own or make a new contract with @Name";

    private final ContractLock before;
    private final ContractLock after;
    private final List<ContractChange> changes = new ArrayList<>();

    private Compatibility(ContractLock before, ContractLock after) {
        this.before = before;
        this.after = after;
    }

    static List<ContractChange> between(ContractLock before, ContractLock after) {
        Compatibility compared = new Compatibility(before, after);
        if (before.version() == ContractLock.WHOLE) {
            compared.compareOperations();
            compared.compareTypes();
        }
        compared.compareNumbers();
        return List.copyOf(compared.changes);
    }

    private void change(String where, String was, String is, String remedy) {
        changes.add(new ContractChange(where, was, is, remedy));
    }

    private void compareOperations() {
        if (before.remote() != after.remote()) {
            String remedy = "make a new contract with @Name: over Java RMI the two are different protocols";
            change("interface", remote(before), remote(after), remedy);
        }
        before.operations().forEach((name, was) -> {
            LockedOperation is = after.operations().get(name);
            if (is == null) change("operation " + name, was.toString(), "gone", KEEP);
            else compareOperation("operation " + name, was, is);
        });
    }

    private static String remote(ContractLock lock) {
        return lock.remote() ? "a java.rmi.Remote" : "no java.rmi.Remote";
    }

    private void compareOperation(String where, LockedOperation was, LockedOperation is) {
        int found = changes.size();
        compareFields(where, "parameter", was.parameters(), is.parameters(), false);
        if (is.parameters().size() > 1 && was.isMessageRequest())
            change(
                    where + ", parameters",
                    was.toString(),
                    is.toString(),
                    "keep the one: a protobuf message that is the only parameter is the request itself");
        if (!was.result().equals(is.result())) change(where + ", result", was.result(), is.result(), KEEP);
        for (String exception : was.exceptions())
            if (!is.exceptions().contains(exception))
                change(where + ", exception " + exception, "declared", "not declared", "declare it: clients catch it");
        boolean oneWay = was.marks().contains(LockedOperation.ONE_WAY);
        if (oneWay != is.marks().contains(LockedOperation.ONE_WAY))
            change(where, oneWay ? "@OneWay" : "answered", oneWay ? "answered" : "@OneWay", KEEP);
        if (was.marks().contains(LockedOperation.IDEMPOTENT) && !is.marks().contains(LockedOperation.IDEMPOTENT))
            change(where, "@Idempotent", "not", "keep the mark: clients that have it may call again");
        if (changes.size() == found && !was.signature().equals(is.signature()))
            change(
                    where + ", Java method",
                    was.signature(),
                    is.signature(),
                    "keep name and types: Java RMI goes by them");
    }

    /** Parameters or components: the old ones first, as they were, and after them what may be absent. */
    private void compareFields(
            String where, String kind, Map<String, String> was, Map<String, String> is, boolean serialised) {
        was.forEach((name, type) -> {
            String now = is.get(name);
            if (now == null) change(where + ", " + kind + " " + name, type, "gone", KEEP);
            else if (!now.equals(type)) change(where + ", " + kind + " " + name, type, now, KEEP);
        });
        if (!was.keySet().stream().allMatch(is::containsKey)) return;
        List<String> names = List.copyOf(is.keySet());
        if (!names.subList(0, was.size()).equals(List.copyOf(was.keySet())))
            change(
                    where + ", order of " + kind + "s",
                    String.join(", ", was.keySet()),
                    String.join(", ", names),
                    "keep the order, and put new ones last");
        for (String name : names)
            if (!was.containsKey(name)) added(where + ", " + kind + " " + name, is.get(name), serialised);
    }

    private void added(String where, @Nullable String type, boolean serialised) {
        String added = String.valueOf(type);
        if (serialised && after.remote() && !TypeNames.isPrimitive(added))
            change(
                    where,
                    "not there",
                    added,
                    "add none but boolean, int, long and double: old streams have null for others");
        else if (!mayBeAbsent(added, new TreeSet<>()))
            change(where, "not there", added, "add an Optional of it: clients of before send none");
    }

    private boolean mayBeAbsent(String type, Set<String> within) {
        if (TypeNames.mayBeAbsent(type)) return true;
        ContractLock.Section section = after.sections().get(type);
        if (section == null || section.isEnum() || !within.add(type)) return false;
        boolean absent = section.types().values().stream().allMatch(component -> mayBeAbsent(component, within));
        within.remove(type);
        return absent;
    }

    /** Records, exceptions and enums that clients of before know and that are still in use. */
    private void compareTypes() {
        Set<String> sent = new LinkedHashSet<>();
        Set<String> received = new LinkedHashSet<>();
        before.operations().values().forEach(operation -> {
            reach(operation.parameters().values(), before, sent);
            reach(List.of(operation.result()), before, received);
            reach(operation.exceptions(), before, received);
        });
        Set<String> known = new LinkedHashSet<>(sent);
        known.addAll(received);
        Set<String> used = new LinkedHashSet<>();
        after.operations().values().forEach(operation -> {
            reach(operation.parameters().values(), after, used);
            reach(List.of(operation.result()), after, used);
            reach(operation.exceptions(), after, used);
        });
        before.sections().forEach((name, was) -> {
            ContractLock.Section is = after.sections().get(name);
            if (is == null || !known.contains(name) || !used.contains(name)) return;
            if (was.isEnum()) compareEnum(name, was, is, sent.contains(name), received.contains(name));
            else compareFields(name, "component", was.types(), is.types(), true);
        });
    }

    private static void reach(Collection<String> types, ContractLock lock, Set<String> found) {
        for (String type : types)
            for (String name : TypeNames.namedIn(type)) {
                ContractLock.Section section = lock.sections().get(name);
                if (section != null && found.add(name)) reach(section.types().values(), lock, found);
            }
    }

    private void compareEnum(
            String name, ContractLock.Section was, ContractLock.Section is, boolean sent, boolean received) {
        if (sent)
            was.numbers().keySet().stream()
                    .filter(constant -> !is.numbers().containsKey(constant))
                    .forEach(constant -> change(
                            "enum " + name + ", constant " + constant,
                            "there",
                            "gone",
                            "keep it: clients may send it"));
        if (received)
            is.numbers().keySet().stream()
                    .filter(constant -> !was.numbers().containsKey(constant))
                    .forEach(
                            constant -> change(
                                    "enum " + name + ", constant " + constant,
                                    "not there",
                                    "there",
                                    "clients of before refuse answers with it: answer it from a new operation alone, with an enum of its own"));
    }

    private void compareNumbers() {
        before.sections().forEach((name, was) -> {
            ContractLock.Section is = after.sections().get(name);
            if (is == null) return;
            was.numbers().forEach((field, number) -> {
                Integer now = is.numbers().get(field);
                if (now != null && !now.equals(number))
                    change(
                            name + ", number of " + field,
                            number.toString(),
                            now.toString(),
                            "write " + field + " = " + number + " into the lock file beside the interface");
            });
        });
    }
}
