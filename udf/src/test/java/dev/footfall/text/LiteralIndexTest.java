package dev.footfall.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class LiteralIndexTest {
    @Property
    void findsWhatAPlainSearchFinds(@ForAll("literals") List<String> literals, @ForAll("text") String text) {
        List<String> expected = new ArrayList<>();
        String lower = text.toLowerCase(Locale.ROOT);
        for (int i = 0; i < literals.size(); i++) {
            String literal = literals.get(i).toLowerCase(Locale.ROOT);
            for (int at = lower.indexOf(literal); at >= 0; at = lower.indexOf(literal, at + 1)) {
                expected.add(i + "@" + (at + literal.length()));
            }
        }
        List<String> actual = new ArrayList<>();
        LiteralIndex.of(literals).find(text, (literal, end) -> actual.add(literal + "@" + end));
        assertThat(actual).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Example
    void refusesLiteralsItCannotFind() {
        assertThatThrownBy(() -> LiteralIndex.of(List.of(""))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LiteralIndex.of(List.of("é"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Provide
    Arbitrary<List<String>> literals() {
        return Arbitraries.strings()
                .withChars("abAB/")
                .ofMinLength(1)
                .ofMaxLength(4)
                .list()
                .ofMaxSize(8);
    }

    @Provide
    Arbitrary<String> text() {
        return Arbitraries.strings().withChars("abAB/éc").ofMaxLength(30);
    }
}
