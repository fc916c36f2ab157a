package dev.footfall.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footfall.privacy.GivenIdentifier.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ErasedListTest {
    private static final Instant MONDAY = Instant.parse("2026-10-05T09:00:00Z");
    private static final Instant TUESDAY = Instant.parse("2026-10-06T09:00:00Z");

    @TempDir
    Path warehouse;

    private ErasedList read() {
        return ErasedList.read(warehouse, keys());
    }

    private KeyStore keys() {
        Path keys = warehouse.resolve("keys");
        return KeyStore.open(keys, MasterKey.inFile(keys.resolve("master.key")));
    }

    private static GivenIdentifier given(Kind kind, String value) {
        return GivenIdentifier.of(kind, value).orElseThrow();
    }

    @Test
    void knowsWhoWasErasedAndWhenLast() {
        GivenIdentifier ada = given(Kind.ACCOUNT, "Ada");
        assertThat(read().isEmpty()).isTrue();
        read().add(List.of(ada, given(Kind.ADDRESS, "::ffff:192.0.2.7")), TUESDAY);
        read().add(List.of(ada), MONDAY);

        ErasedList list = read();

        assertThat(list.erased(ada)).contains(TUESDAY);
        assertThat(list.untilMillis(Kind.ACCOUNT, Identifiers.cookie("Ada"))).isEqualTo(TUESDAY.toEpochMilli());
        assertThat(list.erased(given(Kind.ADDRESS, "192.0.2.7"))).contains(TUESDAY);
        assertThat(list.erased(given(Kind.COOKIE, "Ada"))).isEmpty();
        assertThat(list.untilMillis(Kind.ADDRESS, new byte[] {(byte) 192, 0, 2, 8}))
                .isEqualTo(ErasedList.NEVER);
    }

    @Test
    void saysNothingOfWhoItIsNotEvenToTheListOfOptOuts() throws IOException {
        read().add(List.of(given(Kind.COOKIE, "4f1c9a02")), MONDAY);
        OptOutList.read(warehouse, keys()).add(List.of(given(Kind.COOKIE, "4f1c9a02")));

        String erased = Files.readString(warehouse.resolve("erasures/000001.list"));
        String optedOut = Files.readString(warehouse.resolve("optouts/000001.list"));

        assertThat(erased).startsWith("cookie 2026-10-05T09:00:00Z ").doesNotContain("4f1c9a02");
        assertThat(erased.strip().split(" ")[2]).isNotEqualTo(optedOut.strip().split(" ")[1]);
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(warehouse.resolve("erasures/000001.list"))))
                .isEqualTo("rw-------");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"cookie", "cookie 2026-10-05T09:00:00Z", "cookie yesterday 00", "name 2026-10-05T09:00:00Z 00"})
    void aDamagedListIsAnErrorForItMustNotLetAnybodyComeBack(String line) throws IOException {
        Path file = Files.createDirectories(warehouse.resolve("erasures")).resolve("000001.list");
        Files.writeString(file, line + "\n", StandardCharsets.US_ASCII);

        assertThatThrownBy(this::read).isInstanceOf(KeyException.class).hasMessageContaining("damaged");
    }
}
