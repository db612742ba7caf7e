package io.rmix.xmlrpc.value;

import io.rmix.contract.Component;
import io.rmix.contract.DecodeException;
import io.rmix.contract.EncodeException;
import io.rmix.contract.StructType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A record as a struct. Its members come later: it may hold itself. */
final class StructForm implements Form {
    private final StructType type;
    private final List<Member> members = new ArrayList<>();

    /** One component; an empty optional one is not there. */
    private record Member(String name, Function<Object, @Nullable Object> accessor, Form form, boolean optional) {}

    StructForm(StructType type) {
        this.type = type;
    }

    /** @param form of the component, or of what an optional one holds */
    void add(Component component, Form form, boolean optional) {
        members.add(new Member(component.name(), component.accessor(), form, optional));
    }

    @Override
    public String wireType() {
        return "struct";
    }

    @Override
    public Object write(Object value, Depth depth) {
        Form.require(value, type.javaType());
        depth.enterWritten();
        Map<String, Object> struct = new LinkedHashMap<>();
        for (Member member : members) {
            try {
                Object part = member.accessor().apply(value);
                if (member.optional()) part = Form.require(part, Optional.class).orElse(null);
                if (part != null || !member.optional())
                    struct.put(member.name(), member.form().write(Form.require(part, Object.class), depth));
            } catch (EncodeException e) {
                throw e.within(member.name());
            }
        }
        depth.leave();
        return struct;
    }

    @Override
    public Object read(Object wire, Depth depth) {
        Map<?, ?> struct = Form.expect(wire, Map.class, "struct");
        depth.enterRead();
        Object value = construct(struct, depth);
        depth.leave();
        return value;
    }

    @Override
    public Object absent() {
        return construct(Map.of(), new Depth(1));
    }

    private Object construct(Map<?, ?> struct, Depth depth) {
        Object[] values = new Object[members.size()];
        for (int i = 0; i < values.length; i++) {
            Member member = members.get(i);
            try {
                values[i] = value(member, struct.get(member.name()), depth);
            } catch (DecodeException e) {
                throw e.within(member.name());
            }
        }
        return type.construct(values);
    }

    private static Object value(Member member, @Nullable Object wire, Depth depth) {
        if (wire == null)
            return member.optional() ? Optional.empty() : member.form().absent();
        Object value = member.form().read(wire, depth);
        return member.optional() ? Optional.of(value) : value;
    }
}
