package dev.footfall.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathGlobTest {
    @ParameterizedTest
    @CsvSource({
        "/a,        /a,         true",
        "/a,        /a/b,       false",
        "/A/*,      /a/b,       true",
        "/a/*,      /a/b/c,     false",
        "/a/*,      /a,         false",
        "/a/**,     /a,         true",
        "/a/**,     /a/b/c,     true",
        "/a/**,     /ab,        false",
        "/a/**/z,   /a/z,       true",
        "/a/**/z,   /a/b/c/z,   true",
        "/a/**/z,   /a/bz,      false",
        "**/z,      /z,         true",
        "**/z,      /a/b/z,     true",
        "**/z,      /a/bz,      false",
        "/**/z,     /z,         true",
        "/**/z/**,  /a/z/b/c,   true",
        "/**/z/**,  /a/zz/b,    false",
        "**.rss,    /a/b.rss,   true",
        "/p?ge,     /page,      true",
        "/p?ge,     /p/ge,      false",
        "/a*c*e,    /abcde,     true",
        "/a*c*e,    /ab/cde,    false",
        "/**,       /,          true",
        "/**,       /a/b,       true"
    })
    void holdsForWholePaths(String pattern, String path, boolean expected) {
        assertThat(PathGlob.of(pattern).matches(path)).isEqualTo(expected);
    }

    @Test
    void spendsLittleOnHostilePaths() {
        PathGlob glob = PathGlob.of("/**a**a**a**a**a**a**a**a**b*");
        String path = "/" + "a".repeat(511);
        assertTimeout(Duration.ofSeconds(2), () -> {
            for (int i = 0; i < 1000; i++) {
                assertThat(glob.matches(path)).isFalse();
            }
        });
    }
}
