package dev.footfall.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.Aead;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyStoreTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 24);
    private static final Epoch MONTH = EpochKind.MONTH.of(DAY);
    private static final Epoch QUARTER = EpochKind.QUARTER.of(DAY);
    private static final byte[] VISITOR = "visitor".getBytes(UTF_8);

    @TempDir
    Path temp;

    private Path keys() {
        return temp.resolve("warehouse").resolve("keys");
    }

    private KeyStore open() {
        return KeyStore.open(keys(), MasterKey.of(Map.of(), keys()));
    }

    private static MasterKey text(String fill) {
        return MasterKey.fromText(Base64.getEncoder().encodeToString(fill.repeat(32).getBytes(UTF_8)), "variable X");
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    @Test
    void openingWritesNothing() {
        assertThat(open().keys()).isEmpty();
        assertThat(keys()).doesNotExist();
    }

    @Test
    void aKeyIsMadeOnFirstUseAndFoundAgain() {
        byte[] first = open().tokenizer(TokenKind.BROWSER, MONTH).token(VISITOR);
        assertThat(open().tokenizer(TokenKind.BROWSER, MONTH).token(VISITOR)).isEqualTo(first);
        assertThat(keys().resolve("audience/browser/2026-11.json")).isRegularFile();
        assertThat(open().keys()).singleElement().satisfies(key -> {
            assertThat(key.kind()).isEqualTo(TokenKind.BROWSER);
            assertThat(key.epoch()).isEqualTo(MONTH);
            assertThat(key.destroyed()).isFalse();
        });
    }

    @Test
    void lookingForAKeyNeverMakesOne() {
        KeyStore store = open();
        assertThat(store.existing(TokenKind.BROWSER, MONTH)).isEmpty();
        assertThat(store.existingIpcrypt(QUARTER)).isEmpty();
        assertThat(store.existingQuarantine(MONTH)).isEmpty();
        assertThat(keys()).doesNotExist();
    }

    @Test
    void everyVaultKindAndEpochHasAnotherKey() {
        KeyStore store = open();
        Set<String> tokens = new HashSet<>();
        int made = 0;
        for (TokenKind kind : TokenKind.values()) {
            for (LocalDate day : List.of(DAY, DAY.plusMonths(3))) {
                if (kind.cipher() == TokenKind.Cipher.HMAC && kind.epochKind() != EpochKind.ALWAYS) {
                    tokens.add(hex(store.tokenizer(kind, kind.epochKind().of(day)).token(VISITOR)));
                    made++;
                }
            }
        }
        assertThat(tokens).hasSize(made);
    }

    @Test
    void addressesAreEncryptedAndTurnedBackByTheKeyOfTheirEpoch() {
        byte[] address = Identifiers.mapped(Identifiers.address("192.0.2.1").orElseThrow());
        byte[] encrypted = open().ipcrypt(QUARTER).encrypt(address);
        assertThat(open().existingIpcrypt(QUARTER).orElseThrow().decrypt(encrypted))
                .isEqualTo(address);
        byte[] next = open().ipcrypt(EpochKind.QUARTER.of(DAY.plusMonths(3))).encrypt(address);
        assertThat(next).isNotEqualTo(encrypted);
    }

    @Test
    void quarantinedLinesAreBoundToTheirPlace() throws Exception {
        Aead aead = open().quarantine(MONTH);
        byte[] sealed = aead.encrypt(VISITOR, "batch/file/0".getBytes(UTF_8));
        assertThat(open().quarantine(MONTH).decrypt(sealed, "batch/file/0".getBytes(UTF_8)))
                .isEqualTo(VISITOR);
        assertThatThrownBy(() -> aead.decrypt(sealed, "batch/file/9".getBytes(UTF_8)))
                .isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void aTokenizerOfAKindThatMakesNoTokensIsRefused() {
        assertThatThrownBy(() -> open().tokenizer(TokenKind.QUARANTINE, MONTH))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void onlyTheOwnerMayReadKeys() throws IOException {
        open().tokenizer(TokenKind.BROWSER, MONTH);
        try (Stream<Path> all = Files.walk(keys())) {
            for (Path path : all.toList()) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                        .as(path.getFileName().toString())
                        .isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------");
            }
        }
    }

    @Test
    void noFileHoldsTheKeyInPlain() throws IOException {
        open().tokenizer(TokenKind.BROWSER, MONTH);
        String json = Files.readString(keys().resolve("audience/browser/2026-11.json"));
        assertThat(json).contains("encryptedKeyset").doesNotContain("\"keyData\"");
        assertThat(filesBelow(keys())).containsExactlyInAnyOrder("2026-11.json", "master.check", "master.key");
    }

    @Test
    void manyThreadsThatNeedANewKeyUseOne() throws Exception {
        KeyStore shared = open();
        assertThat(race(16, () -> hex(shared.tokenizer(TokenKind.PERSON, MONTH).token(VISITOR))))
                .hasSize(1);
    }

    @Test
    void storesOpenedSeparatelyThatNeedANewKeyUseOne() throws Exception {
        assertThat(race(8, () -> hex(open().tokenizer(TokenKind.PERSON, MONTH).token(VISITOR))))
                .hasSize(1);
    }

    private static Set<String> race(int threads, Callable<String> task) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            Set<String> results = new HashSet<>();
            for (var future : pool.invokeAll(java.util.Collections.nCopies(threads, task))) {
                results.add(future.get());
            }
            return results;
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void processesThatNeedANewKeyAtOnceUseOne() throws Exception {
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            processes.add(new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                            "-cp",
                            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                            KeyRace.class.getName(),
                            keys().toString())
                    .redirectErrorStream(true)
                    .start());
        }
        Set<String> outputs = new HashSet<>();
        for (Process process : processes) {
            outputs.add(new String(process.getInputStream().readAllBytes(), UTF_8).strip());
            assertThat(process.waitFor()).as(outputs.toString()).isZero();
        }
        assertThat(outputs).hasSize(1);
        assertThat(outputs.iterator().next()).matches("([0-9a-f]{32} ?){20}");
        assertThat(filesBelow(keys())).noneMatch(name -> name.endsWith(".tmp"));
    }

    @Test
    void withoutHardLinksTheFirstStillWins() throws IOException {
        Path a = Files.writeString(temp.resolve("a"), "first");
        Path b = Files.writeString(temp.resolve("b"), "second");
        Path target = temp.resolve("key.json");
        assertThat(OwnerOnlyFiles.claimUnderLock(a, target)).isTrue();
        assertThat(OwnerOnlyFiles.claimUnderLock(b, target)).isFalse();
        assertThat(target).hasContent("first");
    }

    @Test
    void anotherMasterKeyIsRefusedAndNothingIsWritten() throws IOException {
        KeyStore.open(keys(), text("a")).tokenizer(TokenKind.BROWSER, MONTH);
        List<String> before = filesBelow(keys());
        assertThatThrownBy(() -> KeyStore.open(keys(), text("b")))
                .isInstanceOf(KeyException.class)
                .hasMessageContaining("variable X")
                .hasMessageContaining(keys().toString())
                .hasMessageContaining("does not open the keys")
                .hasMessageContaining("give the one under which they were made");
        assertThat(filesBelow(keys())).isEqualTo(before);
    }

    @Test
    void anotherMasterKeyIsRefusedEvenWhenTheStoreWasOpenedEmpty() {
        KeyStore late = KeyStore.open(keys(), text("b"));
        KeyStore.open(keys(), text("a")).tokenizer(TokenKind.BROWSER, MONTH);
        assertThatThrownBy(() -> late.tokenizer(TokenKind.PERSON, MONTH)).isInstanceOf(KeyException.class);
        assertThat(keys().resolve("audience/person")).doesNotExist();
    }

    @Test
    void aLostMasterKeyIsNotReplaced() throws IOException {
        open().tokenizer(TokenKind.BROWSER, MONTH);
        Files.delete(keys().resolve("master.key"));
        assertThatThrownBy(this::open)
                .isInstanceOf(KeyException.class)
                .hasMessageContaining("master.key is missing")
                .hasMessageContaining("restore it from a backup");
        assertThat(keys().resolve("master.key")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not base64!", "c2hvcnQ="})
    void aMasterKeyThatIsNoneIsExplainedWithoutQuotingIt(String value) {
        KeyStore store = KeyStore.open(keys(), MasterKey.of(Map.of(MasterKey.VARIABLE, value), keys()));
        assertThatThrownBy(() -> store.tokenizer(TokenKind.BROWSER, MONTH))
                .isInstanceOf(KeyException.class)
                .hasNoCause()
                .hasMessageContaining("environment variable FOOTFALL_MASTER_KEY")
                .hasMessageContaining("head -c 32 /dev/urandom | base64")
                .satisfies(e -> assertThat(value.isEmpty() || !e.getMessage().contains(value))
                        .isTrue());
        assertThat(keys()).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"encryptedKeyset\":\"AAAA\"}", "[1", "nonsense", "\u0000"})
    void aDamagedKeyIsExplainedAndNotReplaced(String content) throws IOException {
        open().tokenizer(TokenKind.BROWSER, MONTH);
        Path file = keys().resolve("audience/browser/2026-11.json");
        Files.writeString(file, content);
        assertThatThrownBy(() -> open().tokenizer(TokenKind.BROWSER, MONTH))
                .isInstanceOf(KeyException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("restore the file from a backup");
        assertThat(file).hasContent(content);
    }

    @Test
    void aKeyMovedToAnotherKindIsRefused() throws IOException {
        open().tokenizer(TokenKind.BROWSER, MONTH);
        Path person = Files.createDirectories(keys().resolve("audience/person"));
        Files.copy(keys().resolve("audience/browser/2026-11.json"), person.resolve("2026-11.json"));
        assertThatThrownBy(() -> open().tokenizer(TokenKind.PERSON, MONTH))
                .isInstanceOf(KeyException.class)
                .hasMessageContaining("moved there from another vault, kind or epoch");
    }

    @Test
    void aDestroyedKeyIsNeverMadeAgain() {
        KeyStore store = open();
        store.tokenizer(TokenKind.BROWSER, MONTH);
        assertThat(store.destroy(TokenKind.BROWSER, MONTH)).isTrue();
        assertThat(store.destroy(TokenKind.BROWSER, MONTH)).isFalse();
        for (KeyStore each : List.of(store, open())) {
            assertThat(each.destroyed(TokenKind.BROWSER, MONTH)).isTrue();
            assertThat(each.existing(TokenKind.BROWSER, MONTH)).isEmpty();
            assertThatThrownBy(() -> each.tokenizer(TokenKind.BROWSER, MONTH))
                    .isInstanceOf(KeyException.class)
                    .hasMessageContaining("audience/browser/2026-11 was destroyed");
        }
        assertThat(store.keys()).singleElement().matches(KeyInfo::destroyed);
        assertThat(keys().resolve("audience/browser/2026-11.json")).doesNotExist();
    }

    private static List<String> filesBelow(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }
}
