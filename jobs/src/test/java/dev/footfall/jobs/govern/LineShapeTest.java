package dev.footfall.jobs.govern;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineShapeTest {
    @ParameterizedTest
    @CsvSource({
        "GET /a HTTP/1.1, GET /x HTTP/9.9",
        "2001:db8::7, 9999:xx9::9",
        "Jürgen, Xxxxxx",
        "aVeryLongSecretToken, xXxxxXxx…",
        "a=b; c=\"d\", x=x; x=\"x\"",
    })
    void keepsSignsAndMethodsOnly(String line, String shape) {
        assertThat(LineShape.of(line)).isEqualTo(shape);
    }

    @Property
    void letsNoLetterOrDigitThrough(@ForAll String line) {
        String rest = LineShape.of(line)
                .toUpperCase(Locale.ROOT)
                .replaceAll("GET|HEAD|POST|PUT|DELETE|PATCH|OPTIONS|CONNECT|TRACE|HTTP", "");

        assertThat(rest.replaceAll("[X9…]", "")).doesNotContainPattern("[\\p{L}\\p{N}]");
    }
}
