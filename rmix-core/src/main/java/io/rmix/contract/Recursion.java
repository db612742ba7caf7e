package io.rmix.contract;

import java.util.ArrayDeque;
import java.util.Deque;

/** Refuses records that hold themselves directly: no value of them is finite. */
final class Recursion {
    private Recursion() {}

    static void refuse(RecordType root) {
        visit(root, new ArrayDeque<>());
    }

    private static void visit(RecordType record, Deque<RecordType> path) {
        if (path.contains(record)) {
            throw new ContractException(
                    record.javaType().getName(), "holds itself in every value", "use Optional, List or Map on the way");
        }
        path.push(record);
        for (Component component : record.components()) {
            if (component.type() instanceof RecordType part) {
                visit(part, path);
            }
        }
        path.pop();
    }
}
