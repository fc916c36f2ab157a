package dev.footfall.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.Aead;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        return MasterKey.fromText(
                Base64.getEncoder().encodeToString(fill.repeat(32).getBytes(UTF_8)), "variable X");
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
            assertThat(key.state()).isEqualTo(KeyInfo.State.LIVING);
            assertThat(key.created()).isPresent();
            assertThat(key.destroyed()).isEmpty();
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
                    tokens.add(
                            hex(store.tokenizer(kind, kind.epochKind().of(day)).token(VISITOR)));
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
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
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
        assertThat(store.keys()).singleElement().satisfies(key -> {
            assertThat(key.state()).isEqualTo(KeyInfo.State.DESTROYED);
            assertThat(key.destroyed()).isPresent();
        });
        assertThat(keys().resolve("audience/browser/2026-11.json")).doesNotExist();
    }

    /** What a destroyed key leaves: rows keep their token, and nobody can say whose it is. */
    @Test
    void tokensOfADestroyedKeyCanNoLongerBeComputedFromAnIdentifier() throws IOException {
        KeyStore store = open();
        String stored = hex(store.tokenizer(TokenKind.BROWSER, MONTH).token(VISITOR));
        Path file = keys().resolve("audience/browser/2026-11.json");
        byte[] backup = Files.readAllBytes(file);
        Files.write(file.resolveSibling(".2026-11.json.0123456789abcdef.tmp"), backup); // of a process that was killed
        store.destroy(TokenKind.BROWSER, MONTH);
        for (KeyStore each : List.of(store, open())) {
            assertThat(each.existing(TokenKind.BROWSER, MONTH)).isEmpty();
            assertThat(each.livingTokenizer(TokenKind.BROWSER, MONTH)).isEmpty();
        }
        for (Epoch other : List.of(EpochKind.MONTH.of(DAY.plusMonths(1)), EpochKind.MONTH.of(DAY.minusMonths(1)))) {
            assertThat(hex(open().tokenizer(TokenKind.BROWSER, other).token(VISITOR)))
                    .isNotEqualTo(stored);
        }
        assertThat(hex(open().tokenizer(TokenKind.PERSON, MONTH).token(VISITOR)))
                .isNotEqualTo(stored);
        try (Stream<Path> all = Files.walk(temp)) {
            assertThat(all.filter(Files::isRegularFile).filter(path -> holds(path, backup)))
                    .as("the encrypted key is in no file")
                    .isEmpty();
        }
        // The control: with the file it could be computed.
        assertThat(hex(elsewhere(backup).tokenizer(TokenKind.BROWSER, MONTH).token(VISITOR)))
                .isEqualTo(stored);
    }

    private static boolean holds(Path path, byte[] content) {
        try {
            return Arrays.equals(Files.readAllBytes(path), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private KeyStore elsewhere(byte[] keyset) throws IOException {
        Path directory = Files.createDirectories(temp.resolve("elsewhere").resolve("keys"));
        Path file = directory.resolve("audience/browser/2026-11.json");
        Files.createDirectories(file.getParent());
        Files.write(file, keyset);
        Files.copy(keys().resolve("master.check"), directory.resolve("master.check"));
        Files.copy(keys().resolve("master.key"), directory.resolve("master.key"));
        return KeyStore.open(directory, MasterKey.of(Map.of(), directory));
    }

    @Test
    void aBackupOfTheKeysBringsNoDestroyedKeyBack() throws IOException {
        open().tokenizer(TokenKind.BROWSER, MONTH);
        Path file = keys().resolve("audience/browser/2026-11.json");
        byte[] backup = Files.readAllBytes(file);
        open().destroy(TokenKind.BROWSER, MONTH);
        Files.delete(keys().resolve("audience/browser/2026-11.destroyed"));
        Files.write(file, backup);
        assertThat(open().existing(TokenKind.BROWSER, MONTH)).isEmpty();
        assertThat(open().keys()).singleElement().matches(key -> key.state() == KeyInfo.State.REMAINS);
        assertThat(open().destroy(TokenKind.BROWSER, MONTH)).isTrue();
        assertThat(file).doesNotExist();
    }

    @Test
    void aLostKeyIsNotMadeAgain() throws IOException {
        open().tokenizer(TokenKind.BROWSER, MONTH);
        Path file = keys().resolve("audience/browser/2026-11.json");
        byte[] backup = Files.readAllBytes(file);
        Files.delete(file);
        assertThat(open().keys()).singleElement().matches(key -> key.state() == KeyInfo.State.LOST);
        assertThatThrownBy(() -> open().tokenizer(TokenKind.BROWSER, MONTH))
                .isInstanceOf(KeyException.class)
                .hasMessageContaining(file + ": is gone, and was made on 20")
                .hasMessageContaining("restore the file from a backup")
                .hasMessageContaining("footfall keys destroy audience/browser/2026-11");
        assertThat(file).doesNotExist();
        Files.write(file, backup);
        open().tokenizer(TokenKind.BROWSER, MONTH);
        Files.delete(file);
        open().destroy(TokenKind.BROWSER, MONTH);
        assertThat(open().livingTokenizer(TokenKind.BROWSER, MONTH)).isEmpty();
    }

    @Test
    void keysThatAreAllGoneAreNotBegunAnew() throws IOException {
        open().tokenizer(TokenKind.BROWSER, MONTH);
        for (String name : List.of("audience/browser/2026-11.json", "master.check", "master.key")) {
            Files.delete(keys().resolve(name));
        }
        assertThatThrownBy(this::open)
                .isInstanceOf(KeyException.class)
                .hasMessageContaining("holds none")
                .hasMessageContaining("restore the directory from a backup");
        assertThat(filesBelow(keys())).isEmpty();
    }

    @Test
    void keysOfAnOlderProgramAreNotedWhenTheyAreUsed() throws IOException {
        open().tokenizer(TokenKind.BROWSER, MONTH);
        Path made = keys().resolveSibling("keys-made").resolve("audience/browser/2026-11.made");
        Files.delete(made);
        assertThat(open().keys()).singleElement().matches(key -> key.created().isPresent());
        open().tokenizer(TokenKind.BROWSER, MONTH);
        assertThat(made).exists();
    }

    @Test
    void aKeyWithoutEndCannotBeDestroyed() {
        open().tokenizer(TokenKind.DIGEST, Epoch.ALWAYS);
        assertThatThrownBy(() -> open().destroy(TokenKind.DIGEST, Epoch.ALWAYS))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void beginningAndEndAreToldOnceAndInOrderWhoeverMadeTheKey() {
        Instant start = Instant.parse("2026-11-24T10:00:00Z");
        KeyStore first = at(start);
        first.tokenizer(TokenKind.BROWSER, MONTH);
        at(start.plusSeconds(60)).tokenizer(TokenKind.PERSON, MONTH);
        at(start.plusSeconds(120)).destroy(TokenKind.BROWSER, MONTH);
        new KeyRotation(keys(), Clock.fixed(start.plusSeconds(180), ZoneOffset.UTC))
                .run(MasterKey.of(Map.of(), keys()), Optional.empty());
        List<String> told = new ArrayList<>();
        assertThatThrownBy(() -> KeyStore.tell(keys(), events -> {
                    throw new IllegalStateException("the ledger is full");
                }))
                .hasMessage("the ledger is full");
        KeyStore.tell(keys(), events -> events.forEach((what, at) -> told.add(what + " " + at)));
        KeyStore.tell(keys(), events -> told.add("again"));
        assertThat(told)
                .containsExactly(
                        "created audience/browser/2026-11 2026-11-24T10:00:00Z",
                        "created audience/person/2026-11 2026-11-24T10:01:00Z",
                        "destroyed audience/browser/2026-11 2026-11-24T10:02:00Z",
                        "rotated 2026-11-24T10:03:00Z 2026-11-24T10:03:00Z");
    }

    private KeyStore at(Instant now) {
        return KeyStore.open(keys(), MasterKey.of(Map.of(), keys()), Clock.fixed(now, ZoneOffset.UTC));
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
