package dev.footfall.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KmsClient;
import com.google.crypto.tink.KmsClients;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KeyRotationTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-26T10:00:00Z"), ZoneOffset.UTC);
    private static final byte[] VISITOR = "visitor".getBytes(UTF_8);
    private static final LocalDate DAY = LocalDate.of(2026, 11, 24);
    private static final List<TokenKind> KINDS =
            List.of(TokenKind.BROWSER, TokenKind.PERSON, TokenKind.DEVICE_DAY, TokenKind.NET, TokenKind.DIGEST);

    /** A key management service: it encrypts, and never gives its keys away. */
    private record FakeService(String key) implements KmsClient {
        @Override
        public boolean doesSupport(String uri) {
            return uri.equals("fake-kms://" + key);
        }

        @Override
        public KmsClient withCredentials(String path) {
            return this;
        }

        @Override
        public KmsClient withDefaultCredentials() {
            return this;
        }

        @Override
        public Aead getAead(String uri) throws GeneralSecurityException {
            return new TextMasterKey(KeyRotationTest.base64(key), uri).orCreate();
        }
    }

    @TempDir
    Path temp;

    private Path keys;
    private List<String> tokens;

    @BeforeAll
    static void register() {
        KmsClients.add(new FakeService("one"));
        KmsClients.add(new FakeService("two"));
    }

    private static String base64(String fill) {
        return java.util.Base64.getEncoder()
                .encodeToString(fill.repeat(32).substring(0, 32).getBytes(UTF_8));
    }

    @BeforeEach
    void place() {
        keys = temp.resolve("w").resolve("keys");
    }

    private void make(MasterKey master) {
        tokens = tokens(master);
    }

    /** Tokens by keys of the store, which are made if need be. */
    private List<String> tokens(MasterKey master) {
        KeyStore store = KeyStore.open(keys, master);
        List<String> all = new ArrayList<>();
        for (TokenKind kind : KINDS) {
            all.add(HexFormat.of()
                    .formatHex(store.tokenizer(kind, kind.epochKind().of(DAY)).token(VISITOR)));
        }
        return all;
    }

    private MasterKey ours() {
        return MasterKey.of(Map.of(), keys);
    }

    private KeyRotation rotation() {
        return new KeyRotation(keys, CLOCK);
    }

    /** From, to: all ways in which master keys are kept. */
    static Stream<org.junit.jupiter.params.provider.Arguments> ways() {
        List<String> places = List.of("file", "env:A", "env:B", "fake-kms://one", "fake-kms://two");
        return places.stream().flatMap(from -> Stream.concat(
                        Stream.of("made"), places.stream().filter(p -> !p.equals("file")))
                .filter(to -> !to.equals(from) && !(to.equals("made") && !from.equals("file")))
                .map(to -> org.junit.jupiter.params.provider.Arguments.of(from, to)));
    }

    private MasterKey at(String place) {
        return place.equals("file") || place.equals("made")
                ? ours()
                : MasterKey.named(place, Map.of("A", base64("a"), "B", base64("b")));
    }

    @ParameterizedTest(name = "{0} to {1}")
    @MethodSource("ways")
    void brokenOffAfterAnyStepBothMasterKeysWorkAndAnotherRunFinishes(String from, String to) throws IOException {
        Optional<MasterKey> wanted = to.equals("made") ? Optional.empty() : Optional.of(at(to));
        List<String> steps = new ArrayList<>();
        make(at(from));
        byte[] oldMaster = from.equals("file") ? Files.readAllBytes(keys.resolve("master.key")) : new byte[0];
        Path begin = copy(temp.resolve("w"), temp.resolve("begin"));
        KeyRotation whole = rotation();
        whole.watch(steps::add);
        assertThat(whole.run(at(from), wanted).keys()).isEqualTo(KINDS.size());
        assertThat(steps).startsWith("begun").endsWith("done").contains("check", "audience/browser/2026-11");
        finished(from, to, oldMaster);
        for (int i = 0; i < steps.size() - 1; i++) {
            copy(begin, temp.resolve("w"));
            KeyRotation broken = rotation();
            int stop = i;
            int[] at = {0};
            broken.watch(step -> {
                if (at[0]++ == stop) {
                    throw new IllegalStateException("killed after " + step);
                }
            });
            assertThatThrownBy(() -> broken.run(at(from), wanted)).hasMessage("killed after " + steps.get(i));
            boolean oldIsThere = !from.equals("file") || Files.exists(keys.resolve("master.key"));
            if (oldIsThere) {
                assertThat(tokens(at(from)))
                        .as("old master key after " + steps.get(i))
                        .isEqualTo(tokens);
            }
            if (!to.equals("made")) {
                assertThat(tokens(at(to)))
                        .as("new master key after " + steps.get(i))
                        .isEqualTo(tokens);
            }
            // A key that is made meanwhile is no worse than the others.
            KeyStore.open(keys, oldIsThere ? at(from) : at(to)).tokenizer(TokenKind.ACCOUNT, EpochKind.QUARTER.of(DAY));
            KeyRotation.Answer answer = rotation().run(at(from), wanted);
            assertThat(answer.resumed()).isTrue();
            assertThat(answer.keys()).isEqualTo(KINDS.size() + 1);
            finished(from, to, oldMaster);
        }
    }

    private void finished(String from, String to, byte[] oldMaster) throws IOException {
        assertThat(tokens(at(to))).isEqualTo(tokens);
        assertThat(keys.resolve("master.rotation")).doesNotExist();
        if (to.equals("made")) {
            assertThat(keys.resolve("master.key")).content().isNotEqualTo(new String(oldMaster, UTF_8));
        } else {
            assertThat(keys.resolve("master.key")).doesNotExist();
        }
        MasterKey old = from.equals("file") ? MasterKey.fromText(new String(oldMaster, UTF_8), "backup") : at(from);
        assertThatThrownBy(() -> KeyStore.open(keys, old))
                .isInstanceOf(KeyException.class)
                .hasMessageContaining("they were rotated on 2026-11-26 to the one from");
    }

    private static Path copy(Path from, Path to) throws IOException {
        delete(to);
        try (Stream<Path> walk = Files.walk(from, FileVisitOption.FOLLOW_LINKS)) {
            for (Path path : walk.toList()) {
                Files.copy(path, to.resolve(from.relativize(path)));
            }
        }
        return to;
    }

    private static void delete(@Nullable Path directory) throws IOException {
        if (directory != null && Files.exists(directory)) {
            try (Stream<Path> walk = Files.walk(directory)) {
                for (Path path :
                        walk.sorted(java.util.Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    @Test
    void everyFileIsEncryptedAnewAndNoneOpensWithTheOldKey() throws Exception {
        make(ours());
        Aead old = ours().existing().orElseThrow();
        Map<String, String> before = keysets();
        rotation().run(ours(), Optional.empty());
        Map<String, String> after = keysets();
        assertThat(after).hasSameSizeAs(before).hasSize(KINDS.size());
        for (TokenKind kind : KINDS) {
            Epoch epoch = kind.epochKind().of(DAY);
            String name = Tokenizer.domain(kind, epoch) + ".json";
            assertThat(KeyStore.parse(before.get(name), List.of(old), kind, epoch))
                    .isNotNull();
            assertThatThrownBy(() -> KeyStore.parse(after.get(name), List.of(old), kind, epoch))
                    .isInstanceOf(GeneralSecurityException.class);
        }
        Files.writeString(keys.resolve("master.key"), base64("x"));
        assertThatThrownBy(this::openWithOurs).isInstanceOf(KeyException.class);
    }

    private void openWithOurs() {
        KeyStore.open(keys, ours());
    }

    private Map<String, String> keysets() throws IOException {
        Map<String, String> all = new java.util.TreeMap<>();
        try (Stream<Path> walk = Files.walk(keys)) {
            for (Path path : walk.filter(p -> p.toString().endsWith(".json")).toList()) {
                all.put(keys.relativize(path).toString(), Files.readString(path));
            }
        }
        return all;
    }

    @Test
    void aStoreThatWasOpenBeforeGoesOnAfterwards() {
        KeyStore open = KeyStore.open(keys, ours());
        open.tokenizer(TokenKind.BROWSER, EpochKind.MONTH.of(DAY));
        make(ours());
        rotation().run(ours(), Optional.empty());
        assertThat(HexFormat.of()
                        .formatHex(open.existing(TokenKind.PERSON, EpochKind.MONTH.of(DAY))
                                .orElseThrow()
                                .token(VISITOR)))
                .isEqualTo(tokens.get(1));
    }

    @Test
    void aDamagedKeyStopsTheRotationBeforeAnythingIsTouched() throws IOException {
        make(ours());
        Files.writeString(keys.resolve("audience/browser/2026-11.json"), "nonsense");
        Map<String, String> before = keysets();
        assertThatThrownBy(() -> rotation().run(ours(), Optional.empty()))
                .isInstanceOf(KeyException.class)
                .hasMessageContaining("2026-11.json: damaged")
                .hasMessageContaining("footfall keys destroy audience/browser/2026-11");
        assertThat(keysets()).isEqualTo(before);
        assertThat(keys.resolve("master.rotation")).doesNotExist();
    }

    @Test
    void whatCannotBeDoneIsExplained() {
        assertThatThrownBy(() -> rotation().run(ours(), Optional.empty())).hasMessageContaining("there are none");
        make(at("env:A"));
        assertThatThrownBy(() -> rotation().run(at("env:A"), Optional.empty()))
                .hasMessageContaining("environment variable A, where no new one can be put")
                .hasMessageContaining("--new-master");
        assertThatThrownBy(() -> rotation().run(at("env:A"), Optional.of(at("env:A"))))
                .hasMessageContaining("is the one that the keys have already");
        assertThatThrownBy(() -> rotation().run(at("env:B"), Optional.of(at("env:A"))))
                .hasMessageContaining("does not open the keys");
        assertThatThrownBy(() -> MasterKey.named("env:C", Map.of())).hasMessageContaining("variable C is not set");
        assertThatThrownBy(() -> rotation().run(at("env:A"), Optional.of(MasterKey.named("file:/no/such", Map.of()))))
                .hasMessageContaining("there is no file /no/such");
        KeyRotation broken = rotation();
        broken.watch(step -> {
            throw new IllegalStateException(step);
        });
        assertThatThrownBy(() -> broken.run(at("env:A"), Optional.of(at("env:B"))))
                .hasMessage("begun");
        assertThatThrownBy(() -> rotation().run(at("env:A"), Optional.of(at("fake-kms://one"))))
                .hasMessageContaining("a rotation to the one from environment variable B is under way");
        assertThatThrownBy(() -> KeyStore.open(keys, at("fake-kms://one")))
                .hasMessageContaining("are being rotated from the one from environment variable A")
                .hasMessageContaining("footfall keys rotate");
        assertThat(rotation().run(at("env:A"), Optional.empty()).after()).isEqualTo("environment variable B");
    }

    @Test
    void aServiceWithoutClientIsExplained() {
        assertThatThrownBy(() -> KeyStore.open(keys, at("gcp-kms://projects/p/key"))
                        .tokenizer(TokenKind.BROWSER, EpochKind.MONTH.of(DAY)))
                .isInstanceOf(KeyException.class)
                .hasMessageContaining("no client on the class path knows KMS key gcp-kms://projects/p/key")
                .hasMessageContaining("FOOTFALL_CLASSPATH");
        assertThat(keys).doesNotExist();
    }

    @Test
    void theEnvironmentNamesKeyFileOrService() {
        assertThat(MasterKey.of(Map.of(MasterKey.VARIABLE, "fake-kms://one"), keys)
                        .origin())
                .isEqualTo("KMS key fake-kms://one");
        assertThat(MasterKey.of(Map.of(MasterKey.VARIABLE, "file:///etc/footfall/master.key"), keys)
                        .origin())
                .isEqualTo("file /etc/footfall/master.key");
        assertThat(MasterKey.of(Map.of(MasterKey.VARIABLE, base64("a")), keys).origin())
                .isEqualTo("environment variable FOOTFALL_MASTER_KEY");
        make(MasterKey.of(Map.of(MasterKey.VARIABLE, "fake-kms://one"), keys));
        assertThat(keys.resolve("master.key")).doesNotExist();
        assertThat(tokens(at("fake-kms://one"))).isEqualTo(tokens);
        assertThatThrownBy(() -> KeyStore.open(keys, at("fake-kms://two")))
                .hasMessageContaining("does not open the keys");
    }
}
