package dev.footfall.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "de|de",
                "de-DE,de;q=0.9,en;q=0.8|de-de",
                "pt-BR;q=1|pt-br",
                "zh-Hans-CN|zh-cn",
                "en_US|en-us",
                " fr ,en|fr",
                "fil|fil",
                "es-419|es",
                "en-XX|en",
                "*|",
                "-|",
                "''|",
                "xx|",
                "klingon|",
                "<script>|"
            })
    void isBoundedToKnownLanguagesAndCountries(@Nullable String header, @Nullable String language) {
        assertThat(Language.first(header)).isEqualTo(language);
    }
}
