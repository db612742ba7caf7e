package io.rmix.introspect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.UninitializedMessageException;
import io.rmix.contract.Contract;
import io.rmix.contract.MessageType;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Messages made of descriptors that arrived, which may say anything. */
class DescribedMessageTest {
    private static final String NAME = "post.Outer.Parcel";

    private static FieldDescriptorProto.Builder field(String name, int number, Label label, Type type) {
        return FieldDescriptorProto.newBuilder()
                .setName(name)
                .setNumber(number)
                .setLabel(label)
                .setType(type);
    }

    private static FileDescriptorProto.Builder file() {
        DescriptorProto.Builder parcel = DescriptorProto.newBuilder()
                .setName("Parcel")
                .addField(field("weight", 1, Label.LABEL_REQUIRED, Type.TYPE_INT64))
                .addField(field("inside", 2, Label.LABEL_REPEATED, Type.TYPE_MESSAGE)
                        .setTypeName("." + NAME));
        return FileDescriptorProto.newBuilder()
                .setName("post.proto")
                .setPackage("post")
                .addMessageType(DescriptorProto.newBuilder().setName("Outer").addNestedType(parcel));
    }

    private static ContractInfo info(FileDescriptorProto.Builder... files) {
        FileDescriptorSet.Builder set = FileDescriptorSet.newBuilder();
        for (FileDescriptorProto.Builder file : files) set.addFile(file);
        return info(set.build().toByteArray(), new MessageInfo(NAME, "org.example.Post$Outer$Parcel"));
    }

    private static ContractInfo info(byte[] descriptors, MessageInfo... messages) {
        TypeInfo parcel = new TypeInfo("message", NAME, List.of());
        OperationInfo send = new OperationInfo(
                "send",
                "send",
                List.of(new FieldInfo("parcel", "parcel", parcel, List.of())),
                parcel,
                List.of(),
                false,
                false,
                false,
                List.of());
        String lock = "# org.example.Post as its clients know it. Keep this file under version control:\n"
                + "# a number once given is never changed or given again, and a change that breaks clients is refused.\nrmix-lock 2\ncontract org.example.Post\n\noperation send\n  parameter parcel message<"
                + NAME
                + ">\n  result message<" + NAME + ">\n";
        return new ContractInfo(
                "org.example.Post",
                "org.example.Post",
                false,
                List.of(send),
                List.of(),
                List.of(),
                List.of(),
                List.of(messages),
                descriptors,
                lock,
                List.of(),
                List.of());
    }

    private static MessageType parcel() {
        Contract contract = Contract.of(ContractClasses.define(info(file())));
        return (MessageType) contract.operations().get(0).result();
    }

    private static Message.Builder parcel(MessageType type, long weight) {
        FieldDescriptor field = type.descriptor().findFieldByName("weight");
        return type.defaultInstance().newBuilderForType().setField(field, weight);
    }

    @Test
    void isBuiltCopiedAndReadAsAnyMessage() throws Exception {
        MessageType type = parcel();
        FieldDescriptor inside = type.descriptor().findFieldByName("inside");
        Message empty = parcel(type, 1).build();
        Message.Builder builder = parcel(type, 2).addRepeatedField(inside, empty);
        Message both = builder.addRepeatedField(inside, parcel(type, 3).build()).build();
        assertEquals(type.javaType(), both.getClass());
        assertEquals("org.example.Post$Outer$Parcel", both.getClass().getName());
        assertEquals(2, both.getRepeatedFieldCount(inside));
        Message read = type.parser().parseFrom(both.toByteString());
        assertEquals(both, read);
        assertEquals(both.hashCode(), read.hashCode());
        assertEquals(
                "weight: 2 inside { weight: 1 } inside { weight: 3 }",
                String.valueOf(read).replaceAll("\\s+", " ").trim());
        assertEquals(
                empty,
                both.toBuilder()
                        .clearField(inside)
                        .clone()
                        .clear()
                        .mergeFrom(empty)
                        .build());
        assertEquals(
                4, empty.toBuilder().mergeFrom(both).mergeFrom(both).build().getRepeatedFieldCount(inside));
        assertFalse(type.defaultInstance().isInitialized());
        assertThrows(UninitializedMessageException.class, type.defaultInstance().newBuilderForType()::build);
        assertThrows(
                InvalidProtocolBufferException.class, () -> type.parser().parseFrom(ByteString.copyFromUtf8("\u0001")));
    }

    private static void refused(String reason, ContractInfo info) {
        var e = assertThrows(DescriptionException.class, () -> ContractClasses.define(info));
        assertTrue(e.getMessage().startsWith("the description of org.example.Post cannot be used: "), e.getMessage());
        assertTrue(e.getMessage().contains(reason), e.getMessage());
    }

    @Test
    void descriptorsThatMakeNoSenseAreRefused() {
        MessageInfo parcel = new MessageInfo(NAME, "org.example.Parcel");
        refused("is none", info(new byte[] {1, 2, 3}, parcel));
        refused("none of its files has the message " + NAME, info(new byte[0], parcel));
        refused("none of its files has the message " + NAME, info(file().clearMessageType()));
        refused("imports itself", info(file().addDependency("post.proto")));
        refused("the peer has no file gone.proto", info(file().addDependency("gone.proto")));
        refused(
                "makes no sense",
                info(file().addMessageType(DescriptorProto.newBuilder().setName("Outer"))));
        byte[] set = FileDescriptorSet.newBuilder().addFile(file()).build().toByteArray();
        refused("is there twice", info(set, parcel, parcel));
        refused("is there twice", info(set, new MessageInfo(NAME, "org.example.Post")));
    }

    @Test
    void aClassOfAnotherMessageIsNotTaken() {
        byte[] set = FileDescriptorSet.newBuilder().addFile(file()).build().toByteArray();
        for (String other : List.of("io.rmix.proto.v1.LaneAck", "java.lang.String")) {
            Contract contract = Contract.of(ContractClasses.define(info(set, new MessageInfo(NAME, other))));
            assertEquals(
                    "remote." + other,
                    contract.operations().get(0).result().javaType().getName());
        }
    }
}
