package io.rmix.introspect;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Counts the records that one record holds when nothing of it is on the wire: all of them are made whenever it is read, so that a few
 * that hold each other twice would take for ever.
 */
final class Expansion {
    static final int RECORDS = 1_000;

    private final ContractInfo info;
    private final Map<String, StructInfo> records = new HashMap<>();
    private final Map<String, Integer> counts = new HashMap<>();
    private final Set<String> path = new HashSet<>();

    private Expansion(ContractInfo info) {
        this.info = info;
        info.records().forEach(record -> records.put(record.name(), record));
    }

    /** @throws DescriptionException naming the record that holds too many, or itself */
    static void check(ContractInfo info) {
        Expansion expansion = new Expansion(info);
        for (StructInfo record : info.records()) expansion.count(record);
    }

    private int count(StructInfo record) {
        Integer known = counts.get(record.name());
        if (known != null) return known;
        if (!path.add(record.name()))
            throw new DescriptionException(info.name(), record.name() + " holds itself in every value");
        if (path.size() > RECORDS) throw tooMany(record);
        int count = 1;
        for (FieldInfo field : record.fields()) {
            StructInfo held = records.get(field.type().name());
            if (held != null && field.type().kind().equals("record")) count += count(held);
            if (count > RECORDS) throw tooMany(record);
        }
        path.remove(record.name());
        counts.put(record.name(), count);
        return count;
    }

    private DescriptionException tooMany(StructInfo record) {
        return new DescriptionException(
                info.name(), record.name() + " holds more than " + RECORDS + " records in every value");
    }
}
