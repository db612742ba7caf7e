package io.rmix.introspect;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Internal;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import io.rmix.contract.DecodeException;
import io.rmix.spi.DescriptorFiles;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The classes of a description's protobuf messages: generated ones where the class path here has them, else ones that are made over
 * the descriptors of the description.
 */
final class MessageClasses {
    /** Number of the field of FileDescriptorSet. */
    private static final int FILE = 1;

    private final ContractInfo info;
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, byte[]> classes = new HashMap<>();
    private final Map<String, Descriptor> descriptors = new HashMap<>();

    MessageClasses(ContractInfo info, ClassNames places, ClassLoader parent) {
        this.info = info;
        List<MessageInfo> missing = new ArrayList<>();
        for (MessageInfo message : info.messages()) {
            if (isHere(message, parent)) name(message, message.javaName());
            else missing.add(message);
        }
        if (missing.isEmpty()) return;
        DescriptorFiles files = new DescriptorFiles();
        files.add(files(), name -> List.of());
        for (MessageInfo message : missing) name(message, make(message, places, files));
    }

    private void name(MessageInfo message, String binary) {
        if (names.put(message.name(), binary) != null)
            throw new DescriptionException(info.name(), "message " + message.name() + " is there twice");
    }

    private static boolean isHere(MessageInfo message, ClassLoader parent) {
        try {
            Class<?> type = Class.forName(message.javaName(), false, parent);
            if (!Message.class.isAssignableFrom(type)) return false;
            Message instance = Internal.getDefaultInstance(type.asSubclass(Message.class));
            return instance.getDescriptorForType().getFullName().equals(message.name());
        } catch (ClassNotFoundException | LinkageError | RuntimeException e) {
            return false;
        }
    }

    private String make(MessageInfo message, ClassNames places, DescriptorFiles files) {
        Descriptor descriptor = files.message(message.name())
                .orElseThrow(() ->
                        new DescriptionException(info.name(), "none of its files has the message " + message.name()));
        String name = places.message(message);
        classes.put(name, MessageWriter.write(name));
        descriptors.put(name, descriptor);
        return name;
    }

    /** Those of the set, each still in bytes. */
    private List<ByteString> files() {
        try {
            return UnknownFieldSet.parseFrom(info.descriptors()).getField(FILE).getLengthDelimitedList();
        } catch (InvalidProtocolBufferException e) {
            throw new DecodeException("what should be a set of .proto files is none: " + e.getMessage());
        }
    }

    /** Binary names by the messages' full names. */
    Map<String, String> names() {
        return names;
    }

    /** Those that are made, by binary name. */
    Map<String, byte[]> classes() {
        return classes;
    }

    /** Of those that are made, by binary name. */
    Map<String, Descriptor> descriptors() {
        return descriptors;
    }
}
