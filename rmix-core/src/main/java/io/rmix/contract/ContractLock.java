package io.rmix.contract;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The field numbers of a contract, to be kept beside its source as the resource {@code META-INF/rmix/<contract name>.lock}. What
 * is in the file keeps its number when the source is reordered; what is new gets the next free one; what is gone stays reserved.
 *
 * <p>To pin a contract, or to bring its file up to date, write {@code ContractLock.of(contract).toString()} into it.
 */
public final class ContractLock {
    /**
     * The numbers of one message or enum.
     *
     * @param isEnum whether it is an enum
     * @param numbers fields by Java name, or constants by Java name
     * @param reserved those of former times, never to be used again
     */
    public record Section(boolean isEnum, Map<String, Integer> numbers, Map<String, Integer> reserved) {
        public Section {
            numbers = Collections.unmodifiableMap(new LinkedHashMap<>(numbers));
            reserved = Collections.unmodifiableMap(new LinkedHashMap<>(reserved));
        }
    }

    private static final int LARGEST_FILE = 4 << 20;

    private final String contract;
    private final Map<String, Section> sections;

    ContractLock(String contract, Map<String, Section> sections) {
        this.contract = contract;
        this.sections = Collections.unmodifiableMap(new LinkedHashMap<>(sections));
    }

    /** The numbers that a contract uses, with those reserved. */
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
            return new ContractLock(contract, Map.of());
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

    /** The text form, which {@link #parse} reads. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        out.append("# Field numbers of ").append(contract).append(". Keep this file under version control;\n");
        out.append("# a number once given is never changed or given again.\n");
        out.append("rmix-lock 1\ncontract ").append(contract).append('\n');
        sections.forEach((name, section) -> {
            out.append('\n')
                    .append(section.isEnum() ? "enum " : "message ")
                    .append(name)
                    .append('\n');
            section.numbers().forEach((field, number) -> line(out, "", field, number));
            section.reserved().forEach((field, number) -> line(out, "reserved ", field, number));
        });
        return out.toString();
    }

    private static void line(StringBuilder out, String prefix, String field, int number) {
        out.append("  ")
                .append(prefix)
                .append(field)
                .append(" = ")
                .append(number)
                .append('\n');
    }
}
