package io.rmix.xmlrpc.value;

import io.rmix.contract.Component;
import io.rmix.contract.EnumType;
import io.rmix.contract.ListType;
import io.rmix.contract.MapType;
import io.rmix.contract.MessageType;
import io.rmix.contract.OptionalType;
import io.rmix.contract.SimpleType;
import io.rmix.contract.StructType;
import io.rmix.contract.Type;
import java.util.IdentityHashMap;
import java.util.Map;

/** Makes the forms of one contract's types. */
final class FormBuilder {
    private final Map<StructType, StructForm> structs = new IdentityHashMap<>();

    /** A parameter, result or component. */
    Form form(Type type) {
        return switch (type.kind()) {
            case BOOLEAN -> SimpleForm.BOOLEAN;
            case INT -> SimpleForm.INT;
            case LONG -> SimpleForm.LONG;
            case DOUBLE -> SimpleForm.DOUBLE;
            case STRING -> SimpleForm.STRING;
            case BYTES -> SimpleForm.BYTES;
            case INSTANT -> SimpleForm.INSTANT;
            case DURATION -> SimpleForm.DURATION;
            case REMOTE_REF -> new HolderForms.Nested(RefForm.INSTANCE);
            case ENUM -> SimpleForm.enumeration((EnumType) type);
            case MESSAGE -> SimpleForm.message((MessageType) type);
            case RECORD, EXCEPTION -> struct((StructType) type);
            case LIST -> HolderForms.list(element(((ListType) type).element()));
            case OPTIONAL -> HolderForms.optional(element(((OptionalType) type).element()));
            case MAP -> new HolderForms.Nested(map((MapType) type));
            case VOID -> throw new IllegalArgumentException("void has no value");
        };
    }

    /** What a list, optional or map holds. */
    private Form element(Type type) {
        boolean holder = type.kind() == Type.Kind.LIST || type.kind() == Type.Kind.OPTIONAL;
        return holder ? new HolderForms.Nested(form(type)) : form(type);
    }

    private Form map(MapType type) {
        Form value = element(type.value());
        return type.key() == SimpleType.STRING
                ? HolderForms.stringMap(value)
                : HolderForms.map(form(type.key()), value);
    }

    private Form struct(StructType type) {
        StructForm known = structs.get(type);
        if (known != null) return known;
        StructForm form = new StructForm(type);
        structs.put(type, form);
        for (Component component : type.components()) {
            if (component.type() instanceof OptionalType optional)
                form.add(component, element(optional.element()), true);
            else form.add(component, form(component.type()), false);
        }
        return form;
    }
}
