package io.rmix.cli.config;

import java.util.List;

/** A part of a YAML file that knows where it stands. */
sealed interface Yaml {
    /** Where it begins. */
    Place place();

    /** What it is, as an error message calls it. */
    String kind();

    /**
     * A single value.
     *
     * @param text as written, without quotes
     */
    record Scalar(Place place, String text) implements Yaml {
        @Override
        public String kind() {
            return "'" + text + "'";
        }
    }

    /** Nothing at all: {@code key:} or {@code null}. */
    record Nothing(Place place) implements Yaml {
        @Override
        public String kind() {
            return "nothing";
        }
    }

    /** Items in order. */
    record Sequence(Place place, List<Yaml> items) implements Yaml {
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public String kind() {
            return "a list";
        }
    }

    /**
     * Keys and values.
     *
     * @param entries in the order of the file
     */
    record Mapping(Place place, List<Entry> entries) implements Yaml {
        public Mapping {
            entries = List.copyOf(entries);
        }

        @Override
        public String kind() {
            return "a mapping";
        }
    }

    /** One key of a mapping, where the key stands, and its value. */
    record Entry(Place place, String key, Yaml value) {}
}
