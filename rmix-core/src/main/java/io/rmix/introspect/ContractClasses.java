package io.rmix.introspect;

import io.rmix.contract.Contract;
import io.rmix.contract.ContractLock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes a Java interface of a description, with its records, enums and exceptions, in a class loader of its own: {@link
 * Contract#of} of it equals the contract that was described in every respect that shows on a wire, so that any provider takes it.
 *
 * <p>Classes have the names of the servant's side, where these are not in a package of the JDK, of RMIX or of a library it stands on;
 * then {@code remote.} is before them. The loader can be collected once nothing uses them.
 */
public final class ContractClasses {
    private final ContractInfo info;
    private final ClassLoader parent;

    private ContractClasses(ContractInfo info, ClassLoader parent) {
        this.info = info;
        this.parent = parent;
    }

    /** As {@link #define(ContractInfo, ClassLoader)}, with the class path of RMIX. */
    public static Class<?> define(ContractInfo info) {
        return define(info, ContractClasses.class.getClassLoader());
    }

    /**
     * Makes the interface.
     *
     * @param info bounded in numbers, names and depths before anything is made of it
     * @param parent where generated protobuf message classes are looked for; a {@link DescribedMessage} is made of one it has not
     * @throws DescriptionException if no interface can be made of it; says why
     */
    public static Class<?> define(ContractInfo info, ClassLoader parent) {
        InfoCheck.check(info);
        return new ContractClasses(info, parent).define();
    }

    private Class<?> define() {
        try {
            ClassNames names = new ClassNames(info);
            ContractLock.parse(info.lock(), "the description's lock");
            MessageClasses messages = new MessageClasses(info, names, parent);
            GeneratedLoader loader =
                    new GeneratedLoader(info, parent, classes(names, messages), messages.descriptors());
            Class<?> type = loader.loadClass(names.service());
            requireSame(ContractInfo.of(Contract.of(type)));
            return type;
        } catch (DescriptionException e) {
            throw e;
        } catch (RuntimeException | LinkageError | ClassNotFoundException e) {
            throw new DescriptionException(info.name(), String.valueOf(e.getMessage()), e);
        }
    }

    private Map<String, byte[]> classes(ClassNames names, MessageClasses messages) {
        JavaTypes types = new JavaTypes(info.name(), names, messages.names());
        Map<String, byte[]> classes = new HashMap<>(messages.classes());
        classes.put(names.service(), new InterfaceWriter(info, names, types).write());
        for (StructInfo record : info.records()) {
            String name = names.of("record", record.name());
            classes.put(name, StructWriter.record(record, name, types));
        }
        for (EnumInfo constants : info.enums()) {
            String name = names.of("enum", constants.name());
            classes.put(name, EnumWriter.write(constants, name));
        }
        for (StructInfo exception : info.exceptions()) {
            String name = names.of("exception", exception.name());
            classes.put(name, StructWriter.exception(exception, name, types));
        }
        int dot = names.service().lastIndexOf('.');
        if (!info.packageAnnotations().isEmpty() && dot > 0) {
            String name = names.service().substring(0, dot) + ".package-info";
            classes.put(name, InterfaceWriter.packageInfo(name, info.packageAnnotations()));
        }
        return classes;
    }

    /** What was made says what was to be said. */
    private void requireSame(ContractInfo made) {
        same("name", info.name(), made.name());
        same("operations", info.operations(), made.operations());
        same("records", info.records().stream().map(ContractClasses::wire).toList(), wire(made.records()));
        same("exceptions", info.exceptions().stream().map(ContractClasses::wire).toList(), wire(made.exceptions()));
        same("enums", info.enums().stream().map(EnumInfo::toString).toList(), enums(made));
        same("messages", names(info.messages()), names(made.messages()));
        same("field numbers", info.lock(), made.lock());
    }

    private static List<String> enums(ContractInfo made) {
        return made.enums().stream().map(EnumInfo::toString).toList();
    }

    private static List<String> names(List<MessageInfo> messages) {
        return messages.stream().map(MessageInfo::name).toList();
    }

    private static List<StructInfo> wire(List<StructInfo> structs) {
        return structs.stream().map(ContractClasses::wire).toList();
    }

    /** Without what may differ: the class, and a serial version that was none. */
    private static StructInfo wire(StructInfo struct) {
        return new StructInfo(struct.name(), "", 0, struct.fields());
    }

    private void same(String what, Object described, Object made) {
        if (!described.equals(made))
            throw new DescriptionException(info.name(), "its " + what + " contradict other parts of it");
    }
}
