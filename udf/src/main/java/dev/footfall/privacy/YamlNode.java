package dev.footfall.privacy;

import java.util.List;

/** A YAML document with the place of everything in it. */
sealed interface YamlNode {
    Place place();

    /** Where something begins, both from 1. */
    record Place(int line, int column) {}

    /** What a plain scalar stands for. */
    enum ScalarKind {
        TEXT,
        INTEGER,
        FLOAT,
        BOOLEAN,
        NULL
    }

    /** A single value, as written. */
    record Scalar(Place place, ScalarKind kind, String text) implements YamlNode {}

    /** A list. */
    record Sequence(Place place, List<YamlNode> items) implements YamlNode {}

    /** A map without duplicate keys, in the order of the file. */
    record Mapping(Place place, List<Entry> entries) implements YamlNode {}

    /** A key with its value. */
    record Entry(Place place, String key, YamlNode value) {}

    /** What kind of thing it is, for messages. */
    default String kindName() {
        if (this instanceof Mapping) {
            return "a map";
        }
        if (this instanceof Sequence) {
            return "a list";
        }
        return switch (((Scalar) this).kind()) {
            case TEXT -> "text";
            case INTEGER, FLOAT -> "a number";
            case BOOLEAN -> "true or false";
            case NULL -> "nothing";
        };
    }
}
