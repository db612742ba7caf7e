package io.rmix.contract;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Internal;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import org.jspecify.annotations.Nullable;

/** A generated protobuf message class. */
public final class MessageType implements Type {
    private final Class<? extends Message> javaType;
    private final Message defaultInstance;

    MessageType(Class<? extends Message> javaType) {
        this.javaType = javaType;
        this.defaultInstance = Internal.getDefaultInstance(javaType);
    }

    @Override
    public Kind kind() {
        return Kind.MESSAGE;
    }

    @Override
    public Class<? extends Message> javaType() {
        return javaType;
    }

    /** The message's own descriptor, in the file it was generated from. */
    public Descriptor descriptor() {
        return defaultInstance.getDescriptorForType();
    }

    /** The message with no field set. */
    public Message defaultInstance() {
        return defaultInstance;
    }

    /** Parses the message's bytes. */
    public Parser<? extends Message> parser() {
        return defaultInstance.getParserForType();
    }

    @Override
    public void check(@Nullable Object value) {
        Message message = (Message) Checks.instance(value, javaType);
        if (!message.isInitialized()) {
            throw new EncodeException("lacks required fields: " + message.getInitializationErrorString());
        }
    }

    @Override
    public String toString() {
        return javaType.getName();
    }
}
