package dev.footfall.privacy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class ScrubberTest {
    private static final Scrubber ALL = Scrubber.all();

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(
            resources = "scrubber_cases.csv",
            numLinesToSkip = 1,
            delimiter = '\t',
            quoteCharacter = '\u0001',
            ignoreLeadingAndTrailingWhitespace = false)
    void replacesWhatIsPersonalAndLeavesTheRest(String what, String text, String expected) {
        String in = text == null ? "" : text;
        String out = expected == null ? "" : expected;
        Scrubbed scrubbed = ALL.scrub(in);
        assertThat(scrubbed.text()).as(what).isEqualTo(out);
        assertThat(scrubbed.total() == 0).isEqualTo(in.equals(out));
        assertThat(ALL.scrub(out)).isEqualTo(Scrubbed.clean(out));
    }

    @Test
    void countsByKind() {
        Scrubbed scrubbed = ALL.scrub("/x?a=joe@example.com&b=4111111111111111&password=p&token=t&c=ann@example.com");
        assertThat(scrubbed.text()).isEqualTo("/x?a={email}&b={card}&password={secret}&token={token}&c={email}");
        assertThat(scrubbed).isEqualTo(new Scrubbed(scrubbed.text(), 1, 2, 1, 1));
        assertThat(scrubbed.count(Scrubber.Kind.EMAIL)).isEqualTo(2);
        assertThat(scrubbed.total()).isEqualTo(5);
    }

    @Test
    void leavesKindsAloneThatThePolicyDoesNotName() {
        Scrubber cards = Scrubber.of(Set.of(Scrubber.Kind.CARD));
        assertThat(cards.scrub("4111111111111111 joe@example.com").text()).isEqualTo("{card} joe@example.com");
        Scrubber emails = Scrubber.of(Set.of(Scrubber.Kind.EMAIL));
        assertThat(emails.scrub("password=joe@example.com").text()).isEqualTo("password={email}");
        assertThat(Scrubber.of(Set.of()).scrub("4111111111111111").text()).isEqualTo("4111111111111111");
    }

    @Test
    void givesCleanTextBackAsTheSameObject() {
        String text = "/blog/2024/how-we-count?page=2";
        assertThat(ALL.clean(text)).isTrue();
        assertThat(ALL.scrub(text).text()).isSameAs(text);
    }

    @Test
    void longHostileTextTakesNoLongTime() {
        for (String part : new String[] {
            "%25",
            "a@",
            "4",
            "4 ",
            "1=",
            "//a:",
            "eyJa.",
            "{",
            "code=&state=",
            "%",
            "=:",
            "&#",
            "&amp",
            "\\u00",
            "_key=",
            "]="
        }) {
            String text = part.repeat(65_536 / part.length());
            long start = System.nanoTime();
            ALL.scrub(text);
            assertThat((System.nanoTime() - start) / 1_000_000).as(part).isLessThan(2_000);
        }
    }

    @Provide
    Arbitrary<String> around() {
        return Arbitraries.strings().withChars("abcXYZ089 /?&=.-_:;,%#\"'()~é").ofMaxLength(12);
    }

    @Provide
    Arbitrary<String> wild() {
        Arbitrary<String> pieces = Arbitraries.of(
                "@",
                "%",
                "%25",
                "%40",
                "40",
                "25",
                "4111",
                "1111",
                " ",
                "+",
                "-",
                ".",
                "/",
                "//",
                ":",
                "=",
                "&",
                ";",
                "?",
                "#",
                "password",
                "token",
                "code",
                "state",
                "reset",
                "bearer",
                "Basic",
                "eyJ",
                "a",
                "B9x",
                "Zz7Q",
                "com",
                "{email}",
                "{card}",
                "{",
                "}",
                "joe",
                "xY3",
                "\"",
                "é",
                "0",
                "9",
                "%u0040",
                "aspsessionid",
                "\uff20",
                "\uff54\uff4f\uff4b\uff45\uff4e",
                "\u00ef\u00bc",
                "%EF%BC%A0",
                "&#64;",
                "&#x3d;",
                "&amp;",
                "&commat;",
                "&",
                "\\u0040",
                "\\x3d",
                "\\/",
                "\\",
                "user_",
                "Password",
                "_key",
                "api",
                "[",
                "]",
                "session_id",
                "basic ");
        return pieces.list().ofMaxSize(14).map(list -> String.join("", list));
    }

    @Provide
    Arbitrary<String> email() {
        Arbitrary<String> local = Arbitraries.strings()
                .withChars("abcdefghijklmnopqrstuvwxyzABCXYZ0123456789._+-")
                .ofMinLength(1)
                .ofMaxLength(20);
        Arbitrary<String> label = Arbitraries.strings()
                .withCharRange('a', 'z')
                .numeric()
                .ofMinLength(1)
                .ofMaxLength(12);
        Arbitrary<String> top = Arbitraries.of("com", "org", "de", "museum", "co.uk");
        // A picture for sharp screens ("2x.png") is no address: no such label can arise, for no top is a picture's.
        return Combinators.combine(local, label, top).as((l, d, t) -> "q" + l + "@" + d + "." + t);
    }

    @Provide
    Arbitrary<String> card() {
        Arbitrary<String> prefix =
                Arbitraries.of("4", "51", "55", "2221", "2720", "34", "37", "6011", "65", "3528", "62");
        Arbitrary<String> rest = Arbitraries.strings().numeric().ofLength(19);
        Arbitrary<String> separator = Arbitraries.of("", " ", "-", "+", ".", " - ");
        return Combinators.combine(prefix, rest, separator).as((p, r, s) -> {
            int length = p.startsWith("34") || p.startsWith("37") ? 15 : 16;
            String payload = (p + r).substring(0, length - 1);
            return (payload + luhnDigit(payload)).replaceAll("(.{4})(?=.)", "$1" + s);
        });
    }

    private static int luhnDigit(String payload) {
        int sum = 0;
        for (int i = 0; i < payload.length(); i++) {
            int digit = payload.charAt(payload.length() - 1 - i) - '0';
            int weighed = i % 2 == 0 ? digit * 2 : digit;
            sum += weighed / 10 + weighed % 10;
        }
        return (10 - sum % 10) % 10;
    }

    /** Percent-encodes every byte, or only those that are not letters or digits. */
    private static String encoded(String text, boolean every) {
        StringBuilder out = new StringBuilder();
        for (char c : new String(text.getBytes(UTF_8), ISO_8859_1).toCharArray()) {
            boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            out.append(plain && !every ? String.valueOf(c) : "%%%02X".formatted((int) c));
        }
        return out.toString();
    }

    private static String encoded(String text, int times, boolean every) {
        String out = text;
        for (int i = 0; i < times; i++) {
            out = encoded(out, every && i == 0);
        }
        return out;
    }

    /** The scrubbed text with all encoding undone and all but letters, digits and at signs gone. */
    private static String essence(String text) {
        DecodedText decoded = DecodedText.of(text);
        return decoded.word(0, decoded.length()).replaceAll("[^a-z0-9@]", "");
    }

    @Property(tries = 3000)
    void anAddressNeverSurvivesHoweverEncoded(
            @ForAll("around") String before,
            @ForAll("email") String email,
            @ForAll("around") String after,
            @ForAll boolean every) {
        for (int times = 0; times <= 2; times++) {
            Scrubbed scrubbed = ALL.scrub(before + encoded(email, times, every) + after);
            assertThat(essence(scrubbed.text())).doesNotContain(essence(email));
            assertThat(scrubbed.total()).isPositive();
        }
    }

    /** Ways to write a character other than as it is or by percent. */
    private enum Writing {
        REFERENCE("&#%d;"),
        HEXADECIMAL_REFERENCE("&#x%x;"),
        JSON("\\u%04x"),
        JAVASCRIPT("\\x%02x"),
        FULL_WIDTH("%c");

        private final String format;

        Writing(String format) {
            this.format = format;
        }

        String of(String text) {
            StringBuilder out = new StringBuilder();
            text.chars()
                    .forEach(c -> out.append(String.format(format, this == FULL_WIDTH && c > ' ' ? c + 0xfee0 : c)));
            return out.toString();
        }
    }

    @Property(tries = 3000)
    void neitherSurvivesInAnotherWriting(
            @ForAll("around") String before,
            @ForAll("email") String email,
            @ForAll("card") String card,
            @ForAll("around") String after,
            @ForAll Writing writing) {
        for (String secret : new String[] {email, card}) {
            for (int times = 0; times <= 2; times++) {
                String text = before + "/" + encoded(writing.of(secret), times, false) + "/" + after;
                Scrubbed scrubbed = ALL.scrub(text);
                assertThat(essence(scrubbed.text())).doesNotContain(essence(secret));
                assertThat(scrubbed.total()).isPositive();
            }
        }
    }

    @Property(tries = 3000)
    void aCardNumberNeverSurvivesHoweverEncoded(
            @ForAll("around") String before,
            @ForAll("card") String card,
            @ForAll("around") String after,
            @ForAll boolean every) {
        for (int times = 0; times <= 2; times++) {
            // A digit next to a card in groups makes its first or last group another one; that is not one card.
            String text = before + "/" + encoded(card, times, every) + "/" + after;
            Scrubbed scrubbed = ALL.scrub(text);
            assertThat(essence(scrubbed.text())).doesNotContain(essence(card));
            assertThat(scrubbed.total()).isPositive();
        }
    }

    @Property(tries = 2000)
    void aCardNumberWithoutSeparatorsIsFoundInsideAnything(
            @ForAll("around") String before, @ForAll("card") String card, @ForAll("around") String after) {
        String digits = card.replaceAll("\\D", "");
        assertThat(ALL.scrub(before + digits + after).text()).doesNotContain(digits);
    }

    @Property(tries = 5000)
    void scrubbingAgainChangesNothing(@ForAll("wild") String text) {
        String once = ALL.scrub(text).text();
        assertThat(ALL.scrub(once)).isEqualTo(Scrubbed.clean(once));
    }

    @Property(tries = 5000)
    void theQuickLookLetsNothingPassThatTheThoroughOneWouldReplace(@ForAll("wild") String text) {
        if (ALL.clean(text)) {
            assertThat(ALL.scrubThoroughly(text)).isEqualTo(Scrubbed.clean(text));
        }
    }
}
