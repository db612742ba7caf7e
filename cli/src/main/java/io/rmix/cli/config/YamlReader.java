package io.rmix.cli.config;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads YAML into {@link Yaml}, one document without aliases and repeated keys. The text's length bounds everything. */
final class YamlReader {
    private static final int MAX_DEPTH = 20;

    private final String file;
    private final YAMLParser parser;

    private YamlReader(String file, YAMLParser parser) {
        this.file = file;
        this.parser = parser;
    }

    /**
     * Reads a document.
     *
     * @param file name for error messages
     * @param text all of the file
     * @throws ConfigurationException if it is not such a document
     */
    static Yaml read(String file, String text) {
        try (YAMLParser parser = new YAMLFactory().createParser(text)) {
            return new YamlReader(file, parser).document();
        } catch (JsonProcessingException e) {
            throw place(file, e.getLocation()).error("not YAML: %s", firstLine(e.getOriginalMessage()));
        } catch (IOException e) {
            throw new ConfigurationException(file + ": cannot be read: " + e.getMessage());
        }
    }

    private Yaml document() throws IOException {
        JsonToken first = parser.nextToken();
        if (first == null) {
            throw new Place(file, 1, 1).error("the file is empty");
        }
        Yaml all = value(first, 0);
        if (parser.nextToken() != null) {
            throw here().error("a second document begins here: expected one document in a file");
        }
        return all;
    }

    private Yaml value(JsonToken token, int depth) throws IOException {
        Place place = here();
        if (depth > MAX_DEPTH) {
            throw place.error("nested more than %d deep", MAX_DEPTH);
        }
        if (parser.isCurrentAlias()) {
            throw place.error("aliases (*) are not taken: write the value out");
        }
        return switch (token) {
            case START_OBJECT -> mapping(place, depth);
            case START_ARRAY -> sequence(place, depth);
            case VALUE_NULL -> new Yaml.Nothing(place);
            case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE ->
                new Yaml.Scalar(place, parser.getText());
            default -> throw place.error("expected a value, not %s", token);
        };
    }

    private Yaml mapping(Place start, int depth) throws IOException {
        List<Yaml.Entry> entries = new ArrayList<>();
        Map<String, Place> seen = new HashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            Place place = here();
            String key = parser.currentName();
            Place earlier = seen.put(key, place);
            if (earlier != null) {
                throw place.error("key '%s' stands already in line %d", key, earlier.line());
            }
            entries.add(new Yaml.Entry(place, key, value(parser.nextToken(), depth + 1)));
        }
        return new Yaml.Mapping(start, entries);
    }

    private Yaml sequence(Place start, int depth) throws IOException {
        List<Yaml> items = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            items.add(value(token, depth + 1));
        }
        return new Yaml.Sequence(start, items);
    }

    private Place here() {
        return place(file, parser.currentTokenLocation());
    }

    private static Place place(String file, @Nullable JsonLocation location) {
        return location == null
                ? new Place(file, 1, 1)
                : new Place(file, Math.max(1, location.getLineNr()), Math.max(1, location.getColumnNr()));
    }

    private static String firstLine(@Nullable String message) {
        return message == null ? "unreadable" : message.lines().findFirst().orElse("unreadable");
    }
}
