package io.rmix.introspect;

import com.google.protobuf.AbstractMessage;
import com.google.protobuf.AbstractParser;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.ExtensionRegistryLite;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Parser;
import com.google.protobuf.UnknownFieldSet;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A protobuf message whose generated class is not here: {@link ContractClasses} makes a class of its own for it, over the descriptor
 * that came with the description. It is read and built as any {@link com.google.protobuf.Message}, by the descriptors of its fields;
 * {@link io.rmix.contract.MessageType#defaultInstance()} has the first builder. A message within another is a {@link DynamicMessage}.
 *
 * <p>Immutable, like all messages.
 */
public abstract class DescribedMessage extends AbstractMessage {
    private final DynamicMessage values;

    /** For the classes that are made. */
    protected DescribedMessage(DynamicMessage values) {
        this.values = values;
    }

    /**
     * Of a class that is made: the message without fields.
     *
     * @throws IllegalArgumentException if the class was not made of a description
     */
    protected static DynamicMessage empty(Class<?> made) {
        if (!(made.getClassLoader() instanceof GeneratedLoader loader))
            throw new IllegalArgumentException(made + " was not made of a description");
        return DynamicMessage.getDefaultInstance(loader.message(made.getName()));
    }

    DynamicMessage values() {
        return values;
    }

    /** A message of this class with other values. */
    protected abstract DescribedMessage with(DynamicMessage other);

    @Override
    public Descriptor getDescriptorForType() {
        return values.getDescriptorForType();
    }

    @Override
    public DescribedMessage getDefaultInstanceForType() {
        return with(values.getDefaultInstanceForType());
    }

    @Override
    public Map<FieldDescriptor, Object> getAllFields() {
        return values.getAllFields();
    }

    @Override
    public boolean hasField(FieldDescriptor field) {
        return values.hasField(field);
    }

    @Override
    public Object getField(FieldDescriptor field) {
        return values.getField(field);
    }

    @Override
    public int getRepeatedFieldCount(FieldDescriptor field) {
        return values.getRepeatedFieldCount(field);
    }

    @Override
    public Object getRepeatedField(FieldDescriptor field, int index) {
        return values.getRepeatedField(field, index);
    }

    @Override
    public boolean hasOneof(OneofDescriptor oneof) {
        return values.hasOneof(oneof);
    }

    @Override
    public @Nullable FieldDescriptor getOneofFieldDescriptor(OneofDescriptor oneof) {
        return values.getOneofFieldDescriptor(oneof);
    }

    @Override
    public UnknownFieldSet getUnknownFields() {
        return values.getUnknownFields();
    }

    @Override
    public boolean isInitialized() {
        return values.isInitialized();
    }

    @Override
    public int getSerializedSize() {
        return values.getSerializedSize();
    }

    @Override
    public void writeTo(CodedOutputStream out) throws IOException {
        values.writeTo(out);
    }

    @Override
    public Builder newBuilderForType() {
        return new DescribedMessageBuilder(this, values.newBuilderForType());
    }

    @Override
    public Builder toBuilder() {
        return new DescribedMessageBuilder(this, values.toBuilder());
    }

    @Override
    public Parser<DescribedMessage> getParserForType() {
        return new AbstractParser<>() {
            @Override
            public DescribedMessage parsePartialFrom(CodedInputStream in, ExtensionRegistryLite extensions)
                    throws InvalidProtocolBufferException {
                return with(values.getParserForType().parsePartialFrom(in, extensions));
            }
        };
    }
}
