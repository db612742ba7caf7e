package io.rmix.contract;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A contract as its clients know it, to be kept beside its source as the resource {@code META-INF/rmix/<contract name>.lock}. What
 * is in the file keeps its field number when the source is reordered; what is new gets the next free one; what is gone stays reserved.
 * A change of the source that breaks clients of the contract in the file is refused when the contract is read. Files of version 1 have
 * field numbers alone, and refuse nothing. Immutable.
 *
 * <p>To pin a contract, or to bring its file up to date, write {@code ContractLock.of(contract).toString()} into it, or have
 * {@code dvm describe INTERFACE --lock} do so.
 */
public final class ContractLock {
    /**
     * The numbers of one message or enum.
     *
     * @param isEnum whether it is an enum
     * @param numbers fields by Java name, or constants by Java name
     * @param reserved those of former times, never to be used again
     * @param types of a record's or exception's components, as declared; empty for enums, requests, and in version 1
     */
    public record Section(
            boolean isEnum, Map<String, Integer> numbers, Map<String, Integer> reserved, Map<String, String> types) {
        public Section {
            types = Collections.unmodifiableMap(new LinkedHashMap<>(types));
            numbers = Collections.unmodifiableMap(new LinkedHashMap<>(numbers));
            reserved = Collections.unmodifiableMap(new LinkedHashMap<>(reserved));
        }
    }

    private static final int LARGEST_FILE = 4 << 20;

    static final int NUMBERS_ONLY = 1;
    static final int WHOLE = 2;

    private final int version;
    private final String contract;
    private final boolean remote;
    private final Map<String, LockedOperation> operations;
    private final Map<String, Section> sections;

    ContractLock(
            int version,
            String contract,
            boolean remote,
            Map<String, LockedOperation> operations,
            Map<String, Section> sections) {
        this.version = version;
        this.contract = contract;
        this.remote = remote;
        this.operations = Collections.unmodifiableMap(new LinkedHashMap<>(operations));
        this.sections = Collections.unmodifiableMap(new LinkedHashMap<>(sections));
    }

    /** What a contract is, with the numbers that are reserved. */
    public static ContractLock of(Contract contract) {
        return contract.lock();
    }

    /**
     * Reads the text form.
     *
     * @param origin file name or URL, for messages
     * @throws ContractException that names origin and line
     */
    public static ContractLock parse(String text, String origin) {
        return new LockParser(origin).parse(text);
    }

    /** The lock file beside an interface, or one without numbers if there is none. */
    static ContractLock load(Class<?> source, String contract) {
        String path = "META-INF/rmix/" + contract + ".lock";
        @Nullable ClassLoader loader = source.getClassLoader();
        @Nullable URL url = loader == null ? ClassLoader.getSystemResource(path) : loader.getResource(path);
        if (url == null) {
            return new ContractLock(NUMBERS_ONLY, contract, false, Map.of(), Map.of());
        }
        try (InputStream in = url.openStream()) {
            byte[] bytes = in.readNBytes(LARGEST_FILE + 1);
            if (bytes.length > LARGEST_FILE) {
                throw new ContractException(
                        url.toString(), "is larger than " + LARGEST_FILE + " bytes", "check the file");
            }
            ContractLock lock = parse(new String(bytes, StandardCharsets.UTF_8), url.toString());
            if (!lock.contract().equals(contract)) {
                throw new ContractException(
                        url.toString(), "is for contract " + lock.contract(), "write one for " + contract);
            }
            return lock;
        } catch (IOException e) {
            throw new ContractException(url.toString(), "cannot be read: " + e, "check the file");
        }
    }

    /** Name of the contract. */
    public String contract() {
        return contract;
    }

    /** By name of the message or enum. */
    public Map<String, Section> sections() {
        return sections;
    }

    /** 1 or 2. */
    int version() {
        return version;
    }

    /** Whether the interface extends {@code java.rmi.Remote}. */
    boolean remote() {
        return remote;
    }

    /** By name; none in version 1. */
    Map<String, LockedOperation> operations() {
        return operations;
    }

    /**
     * What breaks clients of the contract in this lock when an interface is served in its place. The lock beside the interface gives
     * the interface its field numbers, but is not held against it. A lock of version 1 knows of changed field numbers alone.
     *
     * @return one element for each change, in the order of this lock; empty if there is none
     * @throws ContractException if the interface is no contract, or one of another name
     */
    public List<ContractChange> changes(Class<?> serviceInterface) {
        Contract now = new ContractReader(serviceInterface).readUnchecked();
        if (!now.name().equals(contract)) {
            throw new ContractException(
                    serviceInterface.getName(),
                    "is contract " + now.name() + ", the lock is for " + contract,
                    "compare with its own");
        }
        return Compatibility.between(this, now.lock());
    }

    /** The text form, which {@link #parse} reads. */
    @Override
    public String toString() {
        return LockText.of(this);
    }
}
