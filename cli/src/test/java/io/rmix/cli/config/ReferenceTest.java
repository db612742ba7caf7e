package io.rmix.cli.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * docs/reference/configuration.md against the reader, which is asked by way of its errors: an unknown key makes it list those it knows, a value that
 * nothing takes makes it say what it expects, and a missing key shows whether it is required. Defaults are those that are written for a
 * file without optional keys.
 */
class ReferenceTest {
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Pattern LINE = Pattern.compile("(?m)^\\| `([^`]+)` \\| ([^|]+) \\| ([^|]+) \\| [^|]+\\|$");
    private static final Pattern KNOWN = Pattern.compile("unknown key 'zzzzzzzzzzzz': expected one of (.*)");
    private static final Pattern EXPECTED =
            Pattern.compile("expected (.*?)( with its unit.*|, such as.*)?, not a list");

    /** Every section that has required keys, and so has to be there to be asked. */
    private static final String EXAMPLE = """
            dvm: demo
            name: a
            priority: 5
            endpoints: {members: ["grpc://127.0.0.1:7001"]}
            members: [{name: a}, {name: b, priority: 4, endpoints: ["grpc://127.0.0.1:7002"]}]
            interceptors: [{type: authorization, rules: [{}]}]
            links: {rules: [{service: '*', providers: [grpc]}]}
            services: [{name: jobqueue}]
            """;

    /** What a line of the page says of a key. */
    private record Line(String takes, String usual) {}

    private final Map<String, Line> asked = new TreeMap<>();

    @Test
    void thePageSaysWhatTheReaderKnows() throws IOException {
        Map<String, Line> page = new TreeMap<>();
        LINE.matcher(Files.readString(Path.of("../docs/reference/configuration.md")))
                .results()
                .forEach(line -> page.put(line.group(1), new Line(line.group(2), line.group(3))));
        ask("");
        assertEquals(lines(page), lines(asked));
    }

    private static String lines(Map<String, Line> keys) {
        StringBuilder text = new StringBuilder();
        keys.forEach((key, line) -> text.append(key).append(": ").append(line).append('\n'));
        return text.toString();
    }

    /** Asks for the keys of a section, and of those in it. */
    private void ask(String section) throws IOException {
        Optional<List<String>> keys = keysOf(section);
        if (keys.isEmpty()) return;
        for (String key : keys.get()) {
            String path = section.isEmpty() ? key : section + "." + key;
            asked.put(path, new Line(takes(path), usual(path)));
            ask(path);
            ask(path + "[]");
        }
    }

    /** Empty if that is no section, or one whose keys the user chooses. */
    private static Optional<List<String>> keysOf(String section) throws IOException {
        ObjectNode file = example();
        JsonNode at = section.isEmpty() ? file : last(file, section);
        if (at instanceof ObjectNode there) there.put("zzzzzzzzzzzz", 1);
        else if (at.isMissingNode() && section.endsWith("[]"))
            set(file, section.substring(0, section.length() - 2), "[{zzzzzzzzzzzz: 1}]");
        else if (at.isMissingNode()) set(file, section, "{zzzzzzzzzzzz: 1}");
        Matcher known = KNOWN.matcher(answer(file));
        return known.find() ? Optional.of(List.of(known.group(1).split(", "))) : Optional.empty();
    }

    private static String takes(String path) throws IOException {
        ObjectNode file = example();
        set(file, path, "[[1]]");
        Matcher expected = EXPECTED.matcher(answer(file));
        return expected.find() ? expected.group(1) : "nothing that an error tells of: " + answer(file);
    }

    private static String usual(String path) throws IOException {
        ObjectNode file = example();
        if (parent(file, path) instanceof ObjectNode there) there.remove(name(path));
        if (answer(file).contains("key '" + name(path) + "' is missing here")) return "required";
        NodeSettings node = NodeSettingsReader.read("f", example().toString(), service -> Optional.empty());
        JsonNode written = last(YAML.readTree(NodeSettingsWriter.write(node)), path);
        return written.isValueNode() ? written.asText() : "none";
    }

    private static String answer(JsonNode file) throws JsonProcessingException {
        try {
            NodeSettingsReader.read("f", YAML.writeValueAsString(file), service -> Optional.empty());
            return "";
        } catch (ConfigurationException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static ObjectNode example() throws IOException {
        return (ObjectNode) YAML.readTree(EXAMPLE);
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    private static JsonNode parent(JsonNode file, String path) {
        int dot = path.lastIndexOf('.');
        return dot < 0 ? file : last(file, path.substring(0, dot));
    }

    /** What stands at a path, in the last items of its lists. */
    private static JsonNode last(JsonNode file, String path) {
        JsonNode at = file;
        for (String step : path.split("\\.")) {
            at = at.path(step.replace("[]", ""));
            if (step.endsWith("[]")) at = at.path(at.size() - 1);
        }
        return at;
    }

    private static void set(ObjectNode file, String path, String value) throws IOException {
        int dot = path.lastIndexOf('.');
        if (dot >= 0 && parent(file, path).isMissingNode()) set(file, path.substring(0, dot), "{}");
        ((ObjectNode) parent(file, path)).set(name(path), YAML.readTree(value));
    }

    @Test
    void aKeyThatIsNotAskedForWouldBeNoticed() throws IOException {
        assertEquals(Optional.of(List.of("name", "settings")), keysOf("services[]"));
        assertEquals(Optional.empty(), keysOf("services[].settings"));
    }
}
