package dev.footfall.rare;

import dev.footfall.page.PathTemplate;
import java.util.Optional;
import java.util.function.LongPredicate;

/**
 * A column of text that visitors, or the sites they come from, can choose freely, and the rule for its rare values.
 *
 * <p>A value that is common stays. Else its template takes its place when the template is common, which only pages have;
 * else {@link #RARE}. Applied to what it gave before, with the same counts, the rule changes nothing: a template is its
 * own template, and what bears a template still counts for it.
 */
public enum FreeText {
    HOST("host"),
    PAGE("page"),
    REFERRER("referrer"),
    CAMPAIGN("campaign"),
    SEARCH("search");

    /** What stands in place of a rare value without a common template. */
    public static final String RARE = "(rare)";

    private static final int MOST_ROUNDS = 8;

    private final String column;

    FreeText(String column) {
        this.column = column;
    }

    /** Name of the column. */
    public String column() {
        return column;
    }

    /** Whether a value may be rare at all; {@code false} for the words that the program writes itself. */
    boolean mayBeRare(String value) {
        return switch (value) {
            case RARE -> false;
            case "(other)" -> this != HOST && this != REFERRER;
            case "(address)", "(local)", "(malformed)" -> this != REFERRER;
            case "(none)", "(invalid)", "(connect)", "*" -> this != PAGE;
            default -> true;
        };
    }

    /** The template of a value, which may be the value itself; empty where values of the column have none. */
    Optional<String> template(String value) {
        if (this != PAGE) {
            return Optional.empty();
        }
        int query = value.indexOf('?');
        String template = PathTemplate.of(query < 0 ? value : value.substring(0, query));
        // What is left of an odd segment may have a template of its own.
        for (int round = 1; round < MOST_ROUNDS && !PathTemplate.of(template).equals(template); round++) {
            template = PathTemplate.of(template);
        }
        return Optional.of(template);
    }

    /**
     * What may stay of a value.
     *
     * @param keys how values and templates are named to {@code common}
     * @param common whether enough visitors share the value or template with a key
     * @return the value itself, its template, or {@link #RARE}
     */
    public String kept(String value, ValueKeys keys, LongPredicate common) {
        if (!mayBeRare(value)) {
            return value;
        }
        ValueKeys.Key key = keys.of(this, value);
        if (key.value() != ValueKeys.NONE && common.test(key.value())) {
            return value;
        }
        if (key.template() != ValueKeys.NONE && common.test(key.template())) {
            return template(value).orElse(RARE);
        }
        return RARE;
    }
}
