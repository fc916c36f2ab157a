package dev.footfall.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClauseTextTest {
    @Test
    void splitsParagraphsAndListItemsAndLeavesHeadingsAndQuotationsOut() {
        String document = """
                > An archive's note,
                > of two lines.

                # Policy
                ## What for

                We keep **few** things,
                and not for long:

                  * counting _visits_
                  * finding
                    faults
                1. and no more

                See [our site](https://example.org/a).
                """;
        assertThat(ClauseText.clauses(document))
                .containsExactly(
                        "We keep few things, and not for long:",
                        "counting visits",
                        "finding faults",
                        "and no more",
                        "See our site.");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "'We  keep\u00a0it.', 'We keep it.'",
                "'  * We *keep* `it`.', 'We keep it.'",
                "'_We_ keep snake_case.', 'We keep snake_case.'",
                "'\u201cours\u201d', '\"ours\"'",
            })
    void typesettingDoesNotChangeADigest(String one, String other) {
        assertThat(ClauseText.normalise(one)).isEqualTo(other);
        assertThat(ClauseText.digest(one)).isEqualTo(ClauseText.digest(other));
    }

    @ParameterizedTest
    @CsvSource({"We keep it., We keep it", "We keep it., we keep it.", "We keep it., We keep it not."})
    void wordsDo(String one, String other) {
        assertThat(ClauseText.digest(one)).isNotEqualTo(ClauseText.digest(other));
    }

    @Test
    void isSha256OfUtf8() {
        // FIPS 180-2, appendix B.1
        assertThat(ClauseText.digest("abc"))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
