package dev.footfall.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Differences between our code and another's that were looked at, each with a judgement. What is not listed fails the
 * test, and so does an entry that no longer occurs: the table stays as long as the truth.
 */
public final class KnownDifferences {
    private static final int MOST_SHOWN = 25;

    /** Who is right. */
    public enum Right {
        /** Our code. */
        ours,
        /** The other's; ours stays as it is for the reason given. */
        theirs,
        /** A matter of definition. */
        both
    }

    /**
     * One entry of the table. Patterns must find themselves in the text; what is left out matches anything.
     *
     * @param field what differs
     * @param input pattern of the input
     * @param ours pattern of our value
     * @param theirs pattern of the other's value
     * @param right who is right
     * @param why the judgement
     */
    record Entry(
            String field,
            @Nullable String input,
            @Nullable String ours,
            @Nullable String theirs,
            Right right,
            String why) {
        boolean covers(String differing, String from, String our, String their) {
            return field.equals(differing) && found(input, from) && found(ours, our) && found(theirs, their);
        }

        private static boolean found(@Nullable String pattern, String text) {
            return pattern == null
                    || Pattern.compile(pattern, Pattern.DOTALL).matcher(text).find();
        }
    }

    private final String table;
    private final List<Entry> entries;
    private final long[] weights;
    private final List<String> unlisted = new ArrayList<>();

    private KnownDifferences(String table, List<Entry> entries) {
        this.table = table;
        this.entries = entries;
        weights = new long[entries.size()];
    }

    /** The table in a YAML file beside a class. */
    public static KnownDifferences read(Class<?> beside, String resource) throws IOException {
        try (InputStream in = Objects.requireNonNull(beside.getResourceAsStream(resource), resource)) {
            return new KnownDifferences(resource, new YAMLMapper().readValue(in, new TypeReference<List<Entry>>() {}));
        }
    }

    /** Compares two values of a field; equal ones are no difference. */
    public void compare(String field, String input, String ours, String theirs, long weight) {
        if (ours.equals(theirs)) {
            return;
        }
        for (int i = 0; i < weights.length; i++) {
            if (entries.get(i).covers(field, input, ours, theirs)) {
                weights[i] += weight;
                return;
            }
        }
        unlisted.add("%s: ours <%s>, theirs <%s>, of <%s>".formatted(field, ours, theirs, input));
    }

    /** How often each entry occurred. */
    public String summary() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < weights.length; i++) {
            Entry entry = entries.get(i);
            text.append("%6d  %-9s %-7s %s%n".formatted(weights[i], entry.field(), entry.right(), entry.why()));
        }
        return text.toString();
    }

    /** Fails on differences that are not listed, and on entries that did not occur. */
    public void assertAllListed() throws IOException {
        Path all = Path.of("target", "unlisted-in-" + table + ".txt");
        if (unlisted.isEmpty()) {
            Files.deleteIfExists(all);
        } else {
            Files.write(all, unlisted);
        }
        assertThat(unlisted.stream().limit(MOST_SHOWN))
                .as("%d differences that the table does not list (all are in %s)", unlisted.size(), all)
                .isEmpty();
        List<Entry> stale = new ArrayList<>();
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] == 0) {
                stale.add(entries.get(i));
            }
        }
        assertThat(stale).as("entries that do not occur any more").isEmpty();
    }
}
