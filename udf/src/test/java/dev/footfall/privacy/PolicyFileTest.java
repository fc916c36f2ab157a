package dev.footfall.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.footfall.table.Form;
import dev.footfall.table.Vault;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class PolicyFileTest {
    static final String BUNDLED = bundled();

    @TempDir
    Path temp;

    static String bundled() {
        try (InputStream in = PolicyFile.class.getResourceAsStream("policy.yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The bundled policy with one change; {@code \n} in a case stands for a line's end. */
    static String changed(String find, String replace) {
        String from = find.replace("\\n", "\n");
        assertThat(BUNDLED).contains(from);
        int at = BUNDLED.indexOf(from);
        String to = replace == null ? "" : replace.replace("\\n", "\n");
        return BUNDLED.substring(0, at) + to + BUNDLED.substring(at + from.length());
    }

    private static PolicyException refusal(String yaml) {
        return catchThrowableOfType(PolicyException.class, () -> PolicyFile.parse(yaml, "site.yaml"));
    }

    @Test
    void theBundledPolicyIsRight() {
        PolicyFile policy = PolicyFile.bundled();
        assertThat(policy.starts()).isEqualTo(LocalDate.of(2011, 11, 25));
        assertThat(policy.purposes().keySet()).containsExactlyInAnyOrder(Purpose.values());
        assertThat(policy.k()).isEqualTo(10);
        assertThat(policy.quarantineRetention()).hasToString("14 days");
        assertThat(policy.scrubbers()).containsExactlyInAnyOrder(Scrubber.Kind.values());
        assertThat(policy.optOut().signals()).containsExactlyInAnyOrder(PrivacySignal.GPC, PrivacySignal.DNT);
        assertThat(policy.clauses().get("registration").outOfScope()).isPresent();
        assertThat(policy.purposes().get(Purpose.ABUSE)).satisfies(abuse -> {
            assertThat(abuse.vault()).isEqualTo(Vault.SECURITY);
            assertThat(abuse.epoch()).isEqualTo(EpochKind.QUARTER);
            assertThat(abuse.keyLife()).isEmpty();
        });
        PolicyFile.Rule browser = policy.rules().get("audience.hits").get("browser");
        assertThat(browser.form()).isEqualTo(Form.TOKEN);
        assertThat(browser.purposes()).isEqualTo(Set.of(Purpose.AUDIENCE, Purpose.RESEARCH));
        assertThat(browser.retention()).hasToString("25 months");
        assertThat(browser.clause()).isEqualTo("cookies.audience");
        assertThat(browser.dataClass()).isEqualTo(DataClass.PSEUDONYMOUS);
        assertThat(BUNDLED.lines().toList().get(browser.line() - 1)).contains("    browser: {");
    }

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "wrong_policies.csv", numLinesToSkip = 1, delimiter = ';', quoteCharacter = '\u0001')
    void saysWhatIsWrongWhereAndHowToMendIt(
            String name, String find, String replace, String judge, String path, String what, String mend) {
        PolicyException refusal = refusal(changed(find, replace));
        assertThat(refusal).as(name).isNotNull();
        assertThat(refusal.violations()).anySatisfy(violation -> {
            assertThat(violation.path()).isEqualTo(path == null ? "" : path);
            assertThat(List.of(what.split("\\|"))).anyMatch(violation.what()::contains);
            assertThat(List.of(mend.split("\\|"))).anyMatch(violation.mend()::contains);
            assertThat(violation.line()).isPositive();
            assertThat(violation.column()).isPositive();
        });
    }

    @Test
    void pointsAtTheWrongKey() {
        PolicyException refusal = refusal(changed("k: 10\n", "k: 10\n\n   \nkepp: 3\n"));
        long line = changed("k: 10\n", "k: 10\n\n   \nkepp: 3\n")
                .lines()
                .takeWhile(l -> !l.startsWith("kepp"))
                .count();
        assertThat(refusal).hasMessageStartingWith("site.yaml:" + (line + 1) + ":1: kepp: \"kepp\" is no key here; ");
    }

    @Test
    void pointsInsideAFlowMap() {
        Violation violation = refusal(changed("    city: { form: derive,", "    city: { form: derivd,"))
                .violations()
                .get(0);
        assertThat(violation.path()).isEqualTo("rules.audience.hits.city.form");
        assertThat(BUNDLED.lines().toList().get(violation.line() - 1).substring(violation.column() - 1))
                .startsWith("form: derive");
    }

    @Test
    void findsEverythingThatIsWrongAtOnce() {
        String yaml = changed("k: 10", "k: none")
                .replace("daily: 3 days", "daily: 3")
                .replace("vault: network", "vault: nowhere")
                .replace("form: encrypt", "form: encript");
        assertThat(refusal(yaml).violations())
                .extracting(Violation::path)
                .containsExactly(
                        "purposes.diagnose.vault",
                        "rules.security.hits.ip.form",
                        "rules.ingest.quarantine.line.form",
                        "k",
                        "keys.daily");
    }

    @Test
    void explainsTextThatIsNoYaml() {
        assertThat(refusal("a: [1, 2\nb: {").getMessage())
                .startsWith("site.yaml:")
                .contains("is not YAML");
        assertThat(refusal("").getMessage()).contains("is empty; begin with footfall_policy: 1");
        assertThat(refusal("just text").getMessage()).contains("should be a map, but is text");
        assertThat(refusal("[".repeat(5000)).getMessage()).contains("nested too deeply");
    }

    @Test
    void explainsFilesThatCannotBeRead() throws IOException {
        Path missing = temp.resolve("none.yaml");
        Path binary = Files.write(temp.resolve("binary.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe, 0, (byte) 0xd8});
        assertThatThrownBy(() -> PolicyFile.load(missing))
                .isInstanceOf(PolicyException.class)
                .hasMessage(missing + ": no such file; give the path of a policy file, or none for the bundled policy");
        assertThatThrownBy(() -> PolicyFile.load(temp)).hasMessageContaining("is a directory");
        assertThatThrownBy(() -> PolicyFile.load(binary)).hasMessageContaining("is not UTF-8 text");
    }

    @Test
    void readsAFile() throws IOException {
        Path file = Files.writeString(temp.resolve("site.yaml"), "\ufeff" + BUNDLED);
        assertThat(PolicyFile.load(file).origin()).isEqualTo(file.toString());
    }
}
