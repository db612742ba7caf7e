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
    private static final Pattern ENTRY = Pattern.compile("(reserved\\s+)?(\\w+)\\s*=\\s*(\\d{1,10})");
    private static final Pattern HEADING = Pattern.compile("(message|enum)\\s+(\\w+)");

    private final String origin;
    private final Map<String, ContractLock.Section> sections = new LinkedHashMap<>();
    private int line;
    private boolean versioned;
    private @Nullable String contract;
    private @Nullable String section;
    private boolean isEnum;
    private final Map<String, Integer> numbers = new LinkedHashMap<>();
    private final Map<String, Integer> reserved = new LinkedHashMap<>();
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
        return new ContractLock(contract, sections);
    }

    private void take(String content) {
        Matcher heading = HEADING.matcher(content);
        Matcher entry = ENTRY.matcher(content);
        if (!versioned) {
            if (!content.equals("rmix-lock 1")) {
                throw bad(
                        "expected 'rmix-lock 1', found '" + content + "'", "write the file anew, or use a newer RMIX");
            }
            versioned = true;
        } else if (contract == null && content.startsWith("contract ")) {
            contract = content.substring("contract ".length()).strip();
        } else if (contract != null && heading.matches()) {
            close();
            section = heading.group(2);
            isEnum = heading.group(1).equals("enum");
            if (sections.containsKey(section)) {
                throw bad(section + " is there twice", "merge the two");
            }
        } else if (section != null && entry.matches()) {
            add(entry.group(1) != null ? reserved : numbers, entry.group(2), entry.group(3));
        } else {
            throw bad("cannot read '" + content + "'", "expected 'message NAME', 'enum NAME' or 'FIELD = NUMBER'");
        }
    }

    private void add(Map<String, Integer> to, String name, String digits) {
        long number = Long.parseLong(digits);
        if (!LockBuilder.allowed(number, isEnum)) {
            throw bad(
                    number + " is no number for " + name, "use 1 to " + LockBuilder.LAST_FIELD + " but 19000 to 19999");
        }
        if (!used.add((int) number)) {
            throw bad("number " + number + " is there twice in " + section, "give one of them the next free number");
        }
        if (to.put(name, (int) number) != null || numbers.containsKey(name) && reserved.containsKey(name)) {
            throw bad(name + " is there twice in " + section, "keep the line with the number that is in use");
        }
    }

    private void close() {
        if (section != null) {
            sections.put(section, new ContractLock.Section(isEnum, numbers, reserved));
        }
        section = null;
        numbers.clear();
        reserved.clear();
        used.clear();
    }

    private ContractException bad(String problem, String remedy) {
        return new ContractException(origin + ", line " + line, problem, remedy);
    }
}
