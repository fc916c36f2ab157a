package dev.footfall.page;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The language that a browser asks for first. */
public final class Language {
    private static final int LONGEST = 64;

    /** ISO 639-1, and the three-letter languages in which browsers are published. */
    private static final Set<String> LANGUAGES = Stream.concat(
                    Stream.of(Locale.getISOLanguages()),
                    Stream.of(
                            "ach", "ast", "cak", "ceb", "ckb", "dsb", "fil", "fur", "gsw", "haw", "hsb", "hmn", "kab",
                            "kok", "lij", "ltg", "mai", "nds", "sat", "scn", "sco", "skr", "son", "szl", "trs", "yue"))
            .collect(Collectors.toUnmodifiableSet());

    private static final Set<String> COUNTRIES = Stream.of(Locale.getISOCountries())
            .map(c -> c.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());

    private Language() {}

    /**
     * The first language of the header with its country, as {@code de} or {@code pt-br}; scripts and variants are left
     * out, so that the number of values is bounded by ISO 639 and ISO 3166.
     *
     * @param acceptLanguage value of {@code Accept-Language} (RFC 9110, 12.5.4), or {@code null}
     * @return the language, or {@code null} when there is none that is known
     */
    public static @Nullable String first(@Nullable String acceptLanguage) {
        if (acceptLanguage == null) {
            return null;
        }
        String text = Query.cut(acceptLanguage, LONGEST).toLowerCase(Locale.ROOT);
        String[] subtags = text.split("[,;]", 2)[0].strip().split("[-_]");
        String language = subtags.length == 0 ? "" : subtags[0];
        if (!LANGUAGES.contains(language)) {
            return null;
        }
        for (int i = 1; i < subtags.length; i++) {
            if (COUNTRIES.contains(subtags[i])) {
                return language + "-" + subtags[i];
            }
        }
        return language;
    }
}
