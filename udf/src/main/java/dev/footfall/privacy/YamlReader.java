package dev.footfall.privacy;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads one YAML document into {@link YamlNode}s by Jackson's streaming parser: data binding would lose the places and
 * stop at the first fault, and costs most of a cold start.
 */
final class YamlReader {
    private static final int DEEPEST = 20;

    /** A fault after which the rest of the file cannot be read. */
    private static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;
    }

    private final YAMLParser parser;
    private final Violations violations;
    private int depth;

    private YamlReader(YAMLParser parser, Violations violations) {
        this.parser = parser;
        this.violations = violations;
    }

    /** The document; empty when it cannot be read, with the reason among the violations. */
    static Optional<YamlNode> read(String yaml, Violations violations) {
        String text = yaml.startsWith("\ufeff") ? yaml.substring(1) : yaml;
        try (YAMLParser parser = new YAMLFactory().createParser(text)) {
            return new YamlReader(parser, violations).document();
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            YamlNode.Place place = at == null
                    ? new YamlNode.Place(1, 1)
                    : new YamlNode.Place(Math.max(1, at.getLineNr()), Math.max(1, at.getColumnNr()));
            violations.add(place, "", "is not YAML: " + firstLine(e.getOriginalMessage()), "mend the syntax there");
            return Optional.empty();
        } catch (IOException textHasNone) {
            throw new UncheckedIOException(textHasNone);
        }
    }

    private Optional<YamlNode> document() throws IOException {
        try {
            if (parser.nextToken() == null) {
                violations.add(new YamlNode.Place(1, 1), "", "is empty", "begin with footfall_policy: 1");
                return Optional.empty();
            }
            YamlNode root = node("");
            if (parser.nextToken() != null) {
                violations.add(place(), "", "holds a second document", "keep one document in a file");
            }
            return Optional.of(root);
        } catch (Unreadable reported) {
            return Optional.empty();
        }
    }

    private YamlNode node(String path) throws IOException, Unreadable {
        YamlNode.Place place = place();
        if (parser.isCurrentAlias()) {
            throw unreadable(path, "is an alias", "write the value out; aliases are not supported");
        }
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
            if (++depth > DEEPEST) {
                throw unreadable(path, "is nested too deeply", "no part of a policy is nested that deeply");
            }
            YamlNode node = token == JsonToken.START_OBJECT ? mapping(place, path) : sequence(place, path);
            depth--;
            return node;
        }
        return new YamlNode.Scalar(place, kind(token), parser.getText());
    }

    private YamlNode.ScalarKind kind(JsonToken token) throws IOException {
        return switch (token) {
            case VALUE_NUMBER_INT -> YamlNode.ScalarKind.INTEGER;
            case VALUE_NUMBER_FLOAT -> YamlNode.ScalarKind.FLOAT;
            case VALUE_TRUE, VALUE_FALSE -> YamlNode.ScalarKind.BOOLEAN;
            case VALUE_NULL -> YamlNode.ScalarKind.NULL;
            case VALUE_STRING,
                    NOT_AVAILABLE,
                    START_OBJECT,
                    END_OBJECT,
                    START_ARRAY,
                    END_ARRAY,
                    FIELD_NAME,
                    VALUE_EMBEDDED_OBJECT -> YamlNode.ScalarKind.TEXT;
        };
    }

    private YamlNode mapping(YamlNode.Place place, String path) throws IOException, Unreadable {
        List<YamlNode.Entry> entries = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            YamlNode.Place keyPlace = place();
            String key = parser.currentName();
            String child = path.isEmpty() ? key : path + "." + key;
            parser.nextToken();
            YamlNode value = node(child);
            if (seen.add(key)) {
                entries.add(new YamlNode.Entry(keyPlace, key, value));
            } else {
                violations.add(keyPlace, child, "stands here a second time", "keep one of the two");
            }
        }
        return new YamlNode.Mapping(place, entries);
    }

    private YamlNode sequence(YamlNode.Place place, String path) throws IOException, Unreadable {
        List<YamlNode> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(node(path + "[" + items.size() + "]"));
        }
        return new YamlNode.Sequence(place, items);
    }

    private Unreadable unreadable(String path, String what, String mend) {
        violations.add(place(), path, what, mend);
        return new Unreadable();
    }

    private YamlNode.Place place() {
        JsonLocation at = parser.currentTokenLocation();
        return new YamlNode.Place(at.getLineNr(), at.getColumnNr());
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("unreadable");
    }
}
