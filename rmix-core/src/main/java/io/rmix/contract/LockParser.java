package io.rmix.contract;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the text form of a lock; used once. */
final class LockParser {
    private static final Pattern VERSION = Pattern.compile("rmix-lock\\s+([12])");
    private static final Pattern ENTRY =
            Pattern.compile("(reserved\\s+)?(\\w+)\\s*=\\s*(\\d{1,10})(?:\\s+(" + TypeNames.PATTERN + "))?");
    private static final Pattern HEADING = Pattern.compile("(message|enum|operation)\\s+(\\w+)");

    private final String origin;
    private final Map<String, LockedOperation> operations = new LinkedHashMap<>();
    private final Map<String, ContractLock.Section> sections = new LinkedHashMap<>();
    private int line;
    private int version;
    private boolean remote;
    private @Nullable String contract;
    /** The operation, message or enum whose lines are being read. */
    private @Nullable String heading;

    private @Nullable LockedOperationReader operation;
    private boolean isEnum;
    private final Map<String, Integer> numbers = new LinkedHashMap<>();
    private final Map<String, Integer> reserved = new LinkedHashMap<>();
    private final Map<String, String> types = new LinkedHashMap<>();
    private final Set<Integer> used = new HashSet<>();

    LockParser(String origin) {
        this.origin = origin;
    }

    ContractLock parse(String text) {
        for (String raw : text.split("\n", -1)) {
            line++;
            String content = raw.replaceFirst("#.*", "").strip();
            if (!content.isEmpty()) {
                take(content);
            }
        }
        close();
        if (contract == null) {
            throw bad("no line 'contract NAME'", "write the file with ContractLock.of(contract).toString()");
        }
        return new ContractLock(version, contract, remote, operations, sections);
    }

    private void take(String content) {
        if (version == 0) {
            Matcher matcher = VERSION.matcher(content);
            if (!matcher.matches()) {
                throw bad(
                        "expected 'rmix-lock 1' or 'rmix-lock 2', found '" + content + "'",
                        "write the file anew, or use a newer RMIX");
            }
            version = Integer.parseInt(matcher.group(1));
        } else if (contract == null) {
            if (!content.startsWith("contract ")) {
                throw unreadable(content, "'contract NAME'");
            }
            contract = content.substring("contract ".length()).strip();
        } else if (heading == null && version == ContractLock.WHOLE && content.equals("remote")) {
            remote = true;
        } else if (!open(content)) {
            takeLine(content);
        }
    }

    private boolean open(String content) {
        Matcher matcher = HEADING.matcher(content);
        boolean isOperation = content.startsWith("operation");
        if (!matcher.matches() || isOperation && version == ContractLock.NUMBERS_ONLY) {
            return false;
        }
        close();
        heading = matcher.group(2);
        isEnum = content.startsWith("enum");
        operation = isOperation ? new LockedOperationReader() : null;
        if ((isOperation ? operations : sections).containsKey(heading)) {
            throw bad(heading + " is there twice", "merge the two");
        }
        return true;
    }

    private void takeLine(String content) {
        if (operation != null) {
            if (!operation.take(content)) {
                throw unreadable(
                        content, "one 'result TYPE', and 'parameter NAME TYPE', 'throws NAME', 'mark MARK' each once");
            }
            return;
        }
        Matcher entry = ENTRY.matcher(content);
        boolean typed = entry.matches() && entry.group(4) != null;
        if (heading == null || !entry.matches() || typed && (isEnum || version == ContractLock.NUMBERS_ONLY)) {
            throw unreadable(content, "'message NAME', 'enum NAME' or 'FIELD = NUMBER'");
        }
        add(entry.group(1) != null ? reserved : numbers, entry.group(2), entry.group(3));
        if (typed) {
            types.put(entry.group(2), entry.group(4));
        }
    }

    private void add(Map<String, Integer> to, String name, String digits) {
        long number = Long.parseLong(digits);
        if (!LockBuilder.allowed(number, isEnum)) {
            throw bad(
                    number + " is no number for " + name, "use 1 to " + LockBuilder.LAST_FIELD + " but 19000 to 19999");
        }
        if (!used.add((int) number)) {
            throw bad("number " + number + " is there twice in " + heading, "give one of them the next free number");
        }
        if (to.put(name, (int) number) != null || numbers.containsKey(name) && reserved.containsKey(name)) {
            throw bad(name + " is there twice in " + heading, "keep the line with the number that is in use");
        }
    }

    private void close() {
        if (heading != null && operation != null) {
            LockedOperation read = operation.finish();
            if (read == null) {
                throw bad("operation " + heading + " has no line 'result TYPE'", "write 'result void' if it has none");
            }
            operations.put(heading, read);
        } else if (heading != null) {
            sections.put(heading, new ContractLock.Section(isEnum, numbers, reserved, types));
        }
        heading = null;
        numbers.clear();
        reserved.clear();
        types.clear();
        used.clear();
    }

    private ContractException unreadable(String content, String expected) {
        return bad("cannot read '" + content + "'", "expected " + expected);
    }

    private ContractException bad(String problem, String remedy) {
        return new ContractException(origin + ", line " + line, problem, remedy);
    }
}
