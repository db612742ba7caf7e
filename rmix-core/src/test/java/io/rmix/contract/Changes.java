package io.rmix.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

/** What breaks clients of one interface at a server of another. */
final class Changes {
    private Changes() {}

    /** All but field numbers, which lock files would pin and these have none. */
    static List<String> of(Class<?> before, Class<?> after) {
        ContractLock lock = ContractLock.of(Contract.of(before));
        ContractLock read = ContractLock.parse(lock.toString(), "text");
        assertEquals(lock.toString(), read.toString());
        assertEquals(List.of(), read.changes(before), "no contract breaks its own clients");
        return read.changes(after).stream()
                .map(ContractChange::toString)
                .filter(change -> !change.contains(", number of "))
                .toList();
    }

    static void assertChanges(Class<?> before, Class<?> after, String... starts) {
        List<String> found = of(before, after);
        assertEquals(starts.length, found.size(), found::toString);
        for (int i = 0; i < starts.length; i++) assertTrue(found.get(i).startsWith(starts[i]), found::toString);
    }
}
