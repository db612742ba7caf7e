package io.rmix.introspect;

import com.google.protobuf.AbstractMessage;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds messages of one class that was made; for one thread at a time, like all builders. */
final class DescribedMessageBuilder extends AbstractMessage.Builder<DescribedMessageBuilder> {
    private final DescribedMessage like;
    private final DynamicMessage.Builder values;

    DescribedMessageBuilder(DescribedMessage like, DynamicMessage.Builder values) {
        this.like = like;
        this.values = values;
    }

    @Override
    public DescribedMessage build() {
        return like.with(values.build());
    }

    @Override
    public DescribedMessage buildPartial() {
        return like.with(values.buildPartial());
    }

    @Override
    @SuppressWarnings("MethodDoesntCallSuperMethod") // A builder's clone is another builder, by protobuf's contract.
    public DescribedMessageBuilder clone() {
        return new DescribedMessageBuilder(like, values.clone());
    }

    @Override
    public DescribedMessageBuilder clear() {
        values.clear();
        return this;
    }

    @Override
    public DescribedMessageBuilder mergeFrom(Message other) {
        if (other.getClass() != like.getClass()) return super.mergeFrom(other);
        values.mergeFrom(((DescribedMessage) other).values());
        return this;
    }

    @Override
    public DescribedMessage getDefaultInstanceForType() {
        return like.getDefaultInstanceForType();
    }

    @Override
    public Descriptor getDescriptorForType() {
        return values.getDescriptorForType();
    }

    @Override
    public boolean isInitialized() {
        return values.isInitialized();
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
    public Message.Builder newBuilderForField(FieldDescriptor field) {
        return values.newBuilderForField(field);
    }

    @Override
    public DescribedMessageBuilder setField(FieldDescriptor field, Object value) {
        values.setField(field, value);
        return this;
    }

    @Override
    public DescribedMessageBuilder clearField(FieldDescriptor field) {
        values.clearField(field);
        return this;
    }

    @Override
    public DescribedMessageBuilder clearOneof(OneofDescriptor oneof) {
        values.clearOneof(oneof);
        return this;
    }

    @Override
    public DescribedMessageBuilder setRepeatedField(FieldDescriptor field, int index, Object value) {
        values.setRepeatedField(field, index, value);
        return this;
    }

    @Override
    public DescribedMessageBuilder addRepeatedField(FieldDescriptor field, Object value) {
        values.addRepeatedField(field, value);
        return this;
    }

    @Override
    public UnknownFieldSet getUnknownFields() {
        return values.getUnknownFields();
    }

    @Override
    public DescribedMessageBuilder setUnknownFields(UnknownFieldSet fields) {
        values.setUnknownFields(fields);
        return this;
    }

    @Override
    public DescribedMessageBuilder mergeUnknownFields(UnknownFieldSet fields) {
        values.mergeUnknownFields(fields);
        return this;
    }
}
