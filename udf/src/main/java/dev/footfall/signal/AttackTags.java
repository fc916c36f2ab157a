package dev.footfall.signal;

import dev.footfall.text.LiteralIndex;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tags the known forms of attack in a request while its text is still there. A tag is evidence, not a verdict: signals
 * weigh tags by number, spread and answers.
 *
 * <p>The rules and what they must and must not find stand in {@code attack_rules.yaml}. Only the first 4,096 characters
 * of each text count; a pattern runs at most once a text, and only where one of its literals was found. Safe for use by
 * many threads.
 */
public final class AttackTags {
    private static final AttackRules RULES = AttackRules.bundled();

    /** All tags, in the order in which they stand in a row. */
    public static final List<String> ALL = List.copyOf(RULES.tags());

    private static final Map<AttackRules.Place, PlaceRules> PLACES = new EnumMap<>(AttackRules.Place.class);

    static {
        for (AttackRules.Place place : AttackRules.Place.values()) {
            PLACES.put(place, new PlaceRules(place));
        }
    }

    private AttackTags() {}

    /**
     * The tags of a request, each from {@link #ALL} and in its order, separated by commas.
     *
     * @param rawTarget request target as logged, query included; {@code null} when not logged
     * @param rawReferrer referrer as logged, or {@code null}
     * @param userAgent User-Agent as logged, or {@code null}
     * @return the tags, or {@code null} when there are none
     */
    public static @Nullable String tags(
            @Nullable String rawTarget, @Nullable String rawReferrer, @Nullable String userAgent) {
        BitSet tags = new BitSet();
        if (rawTarget != null && !rawTarget.isEmpty()) {
            target(rawTarget, tags);
        }
        if (rawReferrer != null && !rawReferrer.isEmpty()) {
            check(AttackRules.Place.REFERRER, AttackText.plain(rawReferrer, true), tags);
        }
        if (userAgent != null && !userAgent.isEmpty()) {
            check(AttackRules.Place.AGENT, AttackText.plain(userAgent, false), tags);
        }
        if (tags.isEmpty()) {
            return null;
        }
        StringBuilder out = new StringBuilder();
        tags.stream().forEach(tag -> out.append(out.isEmpty() ? "" : ",").append(ALL.get(tag)));
        return out.toString();
    }

    private static void target(String rawTarget, BitSet tags) {
        int mark = rawTarget.indexOf('?');
        String query = mark < 0 ? "" : AttackText.plain(rawTarget.substring(mark + 1), true);
        String path = AttackText.plain(mark < 0 ? rawTarget : rawTarget.substring(0, mark), false);
        check(AttackRules.Place.RAW, AttackText.raw(rawTarget), tags);
        check(AttackRules.Place.PATH, path, tags);
        check(AttackRules.Place.TARGET, mark < 0 ? path : path + '?' + query, tags);
        if (!query.isEmpty()) {
            check(AttackRules.Place.QUERY, query, tags);
        }
    }

    private static void check(AttackRules.Place place, String text, BitSet tags) {
        PlaceRules rules = PLACES.get(place);
        if (rules != null) {
            rules.check(text, tags);
        }
    }

    /** The rules that look at one place, with all their literals in one index. */
    private static final class PlaceRules {
        private record Check(int tag, @Nullable Pattern pattern) {}

        private final List<Check> checks = new ArrayList<>();
        private final int[] checkOf;
        private final LiteralIndex index;

        PlaceRules(AttackRules.Place place) {
            List<String> literals = new ArrayList<>();
            List<Integer> owners = new ArrayList<>();
            for (AttackRules.Rule rule : RULES.rules()) {
                if (rule.in().contains(place)) {
                    for (String literal : rule.any()) {
                        literals.add(literal);
                        owners.add(checks.size());
                    }
                    int tag = ALL.indexOf(rule.tag());
                    if (tag < 0) {
                        throw new IllegalStateException("a rule gives the tag " + rule.tag() + ", which is not listed");
                    }
                    checks.add(new Check(tag, rule.pattern() == null ? null : Pattern.compile(rule.pattern())));
                }
            }
            checkOf = owners.stream().mapToInt(Integer::intValue).toArray();
            index = LiteralIndex.of(literals);
        }

        void check(String text, BitSet tags) {
            BitSet candidates = new BitSet();
            index.find(text, (literal, end) -> candidates.set(checkOf[literal]));
            for (int i = candidates.nextSetBit(0); i >= 0; i = candidates.nextSetBit(i + 1)) {
                Check check = checks.get(i);
                if (!tags.get(check.tag)
                        && (check.pattern == null || check.pattern.matcher(text).find())) {
                    tags.set(check.tag);
                }
            }
        }
    }
}
