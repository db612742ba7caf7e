package io.rmix.soap.xml;

import io.rmix.http.xml.XmlOut;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Child elements of one element. They are written in order and read in any; unknown ones are passed over. */
final class Fields {
    private final String namespace;
    private final Field[] fields;
    private final Map<String, Integer> byName = new HashMap<>();

    /** @param namespace in which the children may also be, beside none */
    Fields(String namespace, List<Field> fields) {
        this.namespace = namespace;
        this.fields = fields.toArray(Field[]::new);
        for (int i = 0; i < this.fields.length; i++) byName.put(this.fields[i].name(), i);
    }

    int count() {
        return fields.length;
    }

    void write(int index, @Nullable Object value, XmlOut out) {
        fields[index].write(value, out);
    }

    /** Reads from the element's start to its end. */
    Object[] read(XmlIn in) {
        @Nullable Object[] values = new @Nullable Object[fields.length];
        int expected = 0;
        while (in.nextChild()) {
            int index = find(in, expected);
            if (index < 0) {
                in.skip();
            } else {
                values[index] = fields[index].read(in, values[index]);
                expected = index;
            }
        }
        return finish(values);
    }

    Object[] absent() {
        return finish(new @Nullable Object[fields.length]);
    }

    private Object[] finish(@Nullable Object[] read) {
        Object[] values = new Object[read.length];
        for (int i = 0; i < read.length; i++) values[i] = fields[i].finish(read[i]);
        return values;
    }

    private int find(XmlIn in, int expected) {
        String uri = in.namespace();
        if (!uri.isEmpty() && !uri.equals(namespace)) return -1;
        String name = in.name();
        for (int i = expected; i < expected + 2 && i < fields.length; i++)
            if (fields[i].name().equals(name)) return i;
        Integer index = byName.get(name);
        return index == null ? -1 : index;
    }
}
