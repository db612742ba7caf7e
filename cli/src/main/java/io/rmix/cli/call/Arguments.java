package io.rmix.cli.call;

import com.fasterxml.jackson.databind.JsonNode;
import io.rmix.cli.UserError;
import io.rmix.contract.Operation;
import io.rmix.contract.Parameter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The arguments of a call. */
final class Arguments {
    private Arguments() {}

    /** From the command line, in order. */
    static Object[] ofTexts(Operation operation, List<String> texts) {
        requireCount(operation, texts.size());
        return operation.parameters().stream()
                .map(p -> JsonReader.argument(p.type(), texts.get(p.index()), "argument " + p.name()))
                .toArray();
    }

    /** From a file, or standard input if it is {@code -}: a list in order, or an object by name. */
    static Object[] ofFile(Operation operation, String file) {
        JsonNode node = JsonReader.parse(content(file), "--args " + file);
        if (node.isObject()) requireNames(operation, node);
        else if (node.isArray()) requireCount(operation, node.size());
        else throw new UserError("--args " + file + ": expected a list of arguments, or an object with their names");
        return operation.parameters().stream()
                .map(p -> JsonReader.read(
                        p.type(), node.isArray() ? node.get(p.index()) : node.get(p.name()), "argument " + p.name()))
                .toArray();
    }

    /** What is in the file of {@code --args}. */
    static String content(String file) {
        try {
            return file.equals("-")
                    ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
                    : Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new UserError("--args: cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private static void requireCount(Operation operation, int given) {
        int expected = operation.parameters().size();
        if (given != expected)
            throw new UserError(
                    operation.name() + " takes " + expected + " arguments " + names(operation) + ", not " + given);
    }

    private static void requireNames(Operation operation, JsonNode node) {
        List<String> names = names(operation);
        node.fieldNames().forEachRemaining(name -> {
            if (!names.contains(name))
                throw new UserError(operation.name() + " has no argument '" + name + "'; there are " + names);
        });
        for (String name : names)
            if (!node.has(name)) throw new UserError(operation.name() + ": argument " + name + " is missing");
    }

    private static List<String> names(Operation operation) {
        return operation.parameters().stream().map(Parameter::name).toList();
    }
}
