package io.rmix.contract;

import java.util.Map;

/** Writes a lock, of the version that it has; {@link LockParser} reads it. */
final class LockText {
    private final StringBuilder out = new StringBuilder();

    private LockText() {}

    static String of(ContractLock lock) {
        LockText text = new LockText();
        text.write(lock);
        return text.out.toString();
    }

    private void write(ContractLock lock) {
        line("# " + lock.contract() + " as its clients know it. Keep this file under version control:");
        line("# a number once given is never changed or given again, and a change that breaks clients is refused.");
        line("rmix-lock " + lock.version());
        line("contract " + lock.contract());
        if (lock.remote()) line("remote");
        lock.operations().forEach(this::operation);
        lock.sections().forEach(this::section);
    }

    private void operation(String name, LockedOperation operation) {
        line("");
        line("operation " + name);
        operation.parameters().forEach((parameter, type) -> line("  parameter " + parameter + " " + type));
        line("  result " + operation.result());
        operation.exceptions().forEach(exception -> line("  throws " + exception));
        operation.marks().forEach(mark -> line("  mark " + mark));
        if (!operation.signature().isEmpty()) line("  native " + operation.signature());
    }

    private void section(String name, ContractLock.Section section) {
        line("");
        line((section.isEnum() ? "enum " : "message ") + name);
        Map<String, String> types = section.types();
        section.numbers()
                .forEach((field, number) ->
                        line("  " + field + " = " + number + (types.containsKey(field) ? " " + types.get(field) : "")));
        section.reserved().forEach((field, number) -> line("  reserved " + field + " = " + number));
    }

    private void line(String content) {
        out.append(content).append('\n');
    }
}
