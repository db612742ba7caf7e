package io.rmix.spi;

import com.google.protobuf.ByteString;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import io.rmix.contract.DecodeException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The .proto files that a peer described, linked. A peer may say anything: bytes (16 MiB), files (2,000), imports of one (1,000) and
 * their depth (64) are bounded, and a file that imports itself, or one that is not there, is refused. A {@link DecodeException} says
 * what is wrong. For one thread at a time.
 */
public final class DescriptorFiles {
    private static final int MOST_BYTES = 16 << 20;
    private static final int MOST_FILES = 2_000;
    private static final int MOST_IMPORTS = 1_000;
    private static final int DEEPEST = 64;

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*){0,100}");
    private static final int LONGEST_NAME = 1_000;

    private final Map<String, FileDescriptor> linked = new LinkedHashMap<>();
    private int bytes;
    private int files;

    /** Whether a text can be the full name of something in protobuf. */
    public static boolean isName(String text) {
        return text.length() <= LONGEST_NAME && NAME.matcher(text).matches();
    }

    /** The service of that name, if a file has it. */
    public Optional<ServiceDescriptor> service(String fullName) {
        return linked.values().stream()
                .flatMap(file -> file.getServices().stream())
                .filter(service -> service.getFullName().equals(fullName))
                .findFirst();
    }

    /** The message of that name, which may be within others, if a file has it. */
    public Optional<Descriptor> message(String fullName) {
        return linked.values().stream()
                .map(file -> find(file, fullName))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Descriptor> find(FileDescriptor file, String fullName) {
        String before = file.getPackage().isEmpty() ? "" : file.getPackage() + ".";
        if (!fullName.startsWith(before)) return Optional.empty();
        String[] path = fullName.substring(before.length()).split("\\.", -1);
        @Nullable Descriptor found = file.findMessageTypeByName(path[0]);
        for (int i = 1; i < path.length && found != null; i++) found = found.findNestedTypeByName(path[i]);
        return Optional.ofNullable(found);
    }

    /**
     * Adds files, and what they import.
     *
     * @param described the files, each a FileDescriptorProto
     * @param byName asks for a file that is imported and not among them; no bytes if there is none
     * @throws DecodeException if they make no sense, or are too many
     */
    public void add(List<ByteString> described, Function<String, List<ByteString>> byName) {
        new Linking(byName).addAll(described);
    }

    /** The files of one answer, and those that are asked for because they are imported. */
    private final class Linking {
        private final Function<String, List<ByteString>> byName;
        private final Map<String, FileDescriptorProto> offered = new LinkedHashMap<>();
        private final Set<String> path = new LinkedHashSet<>();

        Linking(Function<String, List<ByteString>> byName) {
            this.byName = byName;
        }

        void addAll(List<ByteString> described) {
            offer(described);
            for (String name : List.copyOf(offered.keySet())) link(name);
        }

        private void offer(List<ByteString> described) {
            for (ByteString each : described) {
                FileDescriptorProto file = parse(each);
                if (linked.containsKey(file.getName()) || offered.putIfAbsent(file.getName(), file) != null) continue;
                bytes += each.size();
                if (bytes > MOST_BYTES)
                    throw new DecodeException("the description has more than " + MOST_BYTES + " bytes");
                if (++files > MOST_FILES)
                    throw new DecodeException("the description has more than " + MOST_FILES + " files");
            }
        }

        private FileDescriptor link(String name) {
            FileDescriptor known = linked.get(name);
            if (known != null) return known;
            if (!path.add(name)) throw new DecodeException("file " + name + " imports itself, through " + path);
            if (path.size() > DEEPEST) throw new DecodeException("imports are more than " + DEEPEST + " deep");
            FileDescriptorProto proto = offered.get(name);
            if (proto == null) {
                offer(byName.apply(name));
                proto = offered.get(name);
                if (proto == null) throw new DecodeException("the peer has no file " + name + ", which is imported");
            }
            FileDescriptor file = build(
                    proto, proto.getDependencyList().stream().map(this::link).toArray(FileDescriptor[]::new));
            linked.put(name, file);
            path.remove(name);
            return file;
        }
    }

    private static FileDescriptorProto parse(ByteString described) {
        FileDescriptorProto file;
        try {
            file = FileDescriptorProto.parseFrom(described);
        } catch (InvalidProtocolBufferException e) {
            throw new DecodeException("what should be a file's descriptor is none: " + e.getMessage());
        }
        if (file.getName().isEmpty() || file.getName().length() > LONGEST_NAME)
            throw new DecodeException("a file's name has " + file.getName().length() + " characters");
        if (!file.getPackage().isEmpty() && !isName(file.getPackage()))
            throw new DecodeException("file " + file.getName() + " is in a package whose name is none");
        if (file.getDependencyCount() > MOST_IMPORTS)
            throw new DecodeException("file " + file.getName() + " has more than " + MOST_IMPORTS + " imports");
        return file;
    }

    /** What the library throws at nonsense is not always its own exception. */
    private static FileDescriptor build(FileDescriptorProto proto, FileDescriptor[] imports) {
        try {
            return FileDescriptor.buildFrom(proto, imports);
        } catch (DescriptorValidationException | RuntimeException e) {
            throw new DecodeException("file " + proto.getName() + " makes no sense: " + e.getMessage());
        }
    }
}
