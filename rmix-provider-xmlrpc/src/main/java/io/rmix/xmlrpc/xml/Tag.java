package io.rmix.xmlrpc.xml;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The elements of XML-RPC, and what each may hold. */
enum Tag {
    CALL("methodCall", Holds.ELEMENTS),
    RESPONSE("methodResponse", Holds.ELEMENTS),
    METHOD("methodName", Holds.TEXT),
    PARAMS("params", Holds.ELEMENTS),
    PARAM("param", Holds.ELEMENTS),
    FAULT("fault", Holds.ELEMENTS),
    VALUE("value", Holds.EITHER),
    ARRAY("array", Holds.ELEMENTS),
    DATA("data", Holds.ELEMENTS),
    STRUCT("struct", Holds.ELEMENTS),
    MEMBER("member", Holds.ELEMENTS),
    NAME("name", Holds.TEXT),
    I4("i4", Holds.TEXT),
    INT("int", Holds.TEXT),
    BOOLEAN("boolean", Holds.TEXT),
    STRING("string", Holds.TEXT),
    DOUBLE("double", Holds.TEXT),
    BASE64("base64", Holds.TEXT),
    DATE("dateTime.iso8601", Holds.TEXT);

    /** What is between the tags. */
    private enum Holds {
        TEXT,
        ELEMENTS,
        /** One element, or text. */
        EITHER
    }

    private static final Map<String, Tag> BY_NAME = new HashMap<>();
    private static final List<Tag> VALUES = List.of(ARRAY, STRUCT, I4, INT, BOOLEAN, STRING, DOUBLE, BASE64, DATE);

    static {
        for (Tag tag : values()) BY_NAME.put(tag.name, tag);
    }

    private final String name;
    private final Holds holds;

    Tag(String name, Holds holds) {
        this.name = name;
        this.holds = holds;
    }

    static @Nullable Tag of(String name) {
        return BY_NAME.get(name);
    }

    String element() {
        return name;
    }

    boolean holdsText() {
        return holds != Holds.ELEMENTS;
    }

    /** Whether an element may follow as the child of this one that has so many before it. */
    boolean takes(Tag child, int before) {
        return switch (this) {
            case CALL -> before == 0 ? child == METHOD : before == 1 && child == PARAMS;
            case RESPONSE -> before == 0 && (child == PARAMS || child == FAULT);
            case PARAMS -> child == PARAM;
            case PARAM, FAULT -> before == 0 && child == VALUE;
            case VALUE -> before == 0 && VALUES.contains(child);
            case ARRAY -> before == 0 && child == DATA;
            case DATA -> child == VALUE;
            case STRUCT -> child == MEMBER;
            case MEMBER -> before == 0 ? child == NAME : before == 1 && child == VALUE;
            default -> false;
        };
    }

    /** Whether this one may end with so many children. */
    boolean isComplete(int children) {
        return switch (this) {
            case CALL, RESPONSE, PARAM, FAULT, ARRAY -> children > 0;
            case MEMBER -> children == 2;
            default -> true;
        };
    }
}
